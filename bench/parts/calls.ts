import { join } from 'node:path'
import { importPeople, publicUrl, signingKey, startFrontdesk } from '../frontdesk.ts'
import type { LoadPlan } from '../load/plan.ts'
import { measureLoad, type Round, type Summary, summarise } from '../measure-load.ts'
import { readPeople, writePeople } from '../people.ts'
import type { ServerProcess } from '../server-process.ts'
import { inWorkspace } from '../workspace.ts'

const PEOPLE = 10_000
/** From hearing a question to the end of the answer. People take longer, which is less load for the server. */
const THINK_MS = 1_000
const WARM_UP_SECONDS = 8
/** Calls that arrive within a second. */
const BURST = 200
const BURSTS = 5

export type CallsRow = Summary & {
  atOnce: number
  /** Whether all of them arrive within a second, and nobody calls after them. */
  isBurst: boolean
}

/** Measures simultaneous calls to one server. Each caller must hear their own name and no other. */
export function measureCalls(isQuick: boolean): Promise<CallsRow[]> {
  return inWorkspace(async (space) => {
    const file = join(space.folder, 'clients.csv')
    writePeople(file, PEOPLE)
    const url = `file:${join(space.folder, 'frontdesk.db')}`
    await importPeople(url, file)
    const server = await startFrontdesk(space, url)
    const callers = readPeople(file, PEOPLE)
    const plan = { publicUrl, signingKey, callers, isCheckingNames: true, keepsConnections: true }
    await measureLoad([server], { ...plan, atOnce: 16, seconds: WARM_UP_SECONDS, thinkMs: 0 })
    const rows: CallsRow[] = []
    for (const atOnce of isQuick ? [50, 500] : [50, 500, 2_000]) {
      const round = await measureLoad([server], {
        ...plan,
        atOnce,
        seconds: isQuick ? 10 : 25,
        thinkMs: THINK_MS,
      })
      rows.push({ atOnce, isBurst: false, ...summarise([round], [server]) })
    }
    rows.push({ atOnce: BURST, isBurst: true, ...(await measureBursts(server, plan)) })
    return rows
  })
}

async function measureBursts(
  server: ServerProcess,
  plan: Omit<LoadPlan, 'servers' | 'atOnce' | 'seconds' | 'thinkMs'>,
): Promise<Summary> {
  const rounds: Round[] = []
  for (let burst = 0; burst < BURSTS; burst++) {
    const once = { ...plan, atOnce: BURST, seconds: 0, thinkMs: THINK_MS, arriveMs: 1_000 }
    rounds.push(await measureLoad([server], once))
  }
  return summarise(rounds, [server])
}
