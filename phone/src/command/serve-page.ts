import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { Target } from '../engine/call.ts'
import { CommandError } from '../errors.ts'
import { createMailbox, phone } from '../fastify.ts'
import type { PhoneArguments } from '../terminal/arguments.ts'
import Fastify from './server.ts'

/** The project of the Messages API that is played beside the page. */
const project = { accountSid: '00000000-0000-4000-8000-000000000000', apiToken: 'token' }

/** Serves the page of a line until it is interrupted. */
export async function servePage(
  target: Target,
  options: PhoneArguments,
  port: number,
  stdout: Writable,
): Promise<number> {
  const { from, to, at, switches, lineFault, textFault, dialect } = options
  const first = { from, to, switches, lineFault, textFault, ...(at && { at }) }
  const app = Fastify()
  await app.register(phone, { target, first, dialect, texts: { mailbox: createMailbox(), ...project } })
  const origin = await app.listen({ host: '127.0.0.1', port }).catch((error: Error) => {
    throw new CommandError(`The page cannot be served at port ${port}: ${error.message}.`)
  })
  stdout.write(`The phone is at ${origin}/phone and calls ${target.url}
Messages API: ${origin}/api/laml/2010-04-01 (project ${project.accountSid}, token ${project.apiToken})
Ctrl-C ends it.
`)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await app.close()
  return 0
}
