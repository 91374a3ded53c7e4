import { join } from 'node:path'
import { importPeople, publicUrl, signingKey, startFrontdesk } from '../frontdesk.ts'
import { measureLoad, type Summary, summarise } from '../measure-load.ts'
import { readPeople, writePeople } from '../people.ts'
import { inWorkspace } from '../workspace.ts'

const PEOPLE = 10_000
/** From hearing a question to the end of the answer. People take longer, which is less load for the server. */
const THINK_MS = 1_000
const WARM_UP_SECONDS = 8

export type CallsRow = Summary & { atOnce: number }

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
      rows.push({ atOnce, ...summarise([round], [server]) })
    }
    return rows
  })
}
