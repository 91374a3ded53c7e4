import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Load, type LoadPlan, loadSchema } from './plan.ts'

const command = fileURLToPath(new URL('./load-command.js', import.meta.url))

/** Makes calls from another process, so that its work is not measured as the server's. */
export async function runLoad(plan: LoadPlan): Promise<Load> {
  const child = fork(command)
  child.send(plan)
  const [result] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The load process ended early (${code}).`)
    }),
  ])
  return loadSchema.parse(result)
}
