import { join } from 'node:path'
import { startPostgres } from '../embedded-postgres.ts'
import { importPeople, publicUrl, signingKey, startFrontdesk } from '../frontdesk.ts'
import type { LoadPlan } from '../load/plan.ts'
import { measureLoad, type Round, type Summary, summarise } from '../measure-load.ts'
import { readPeople, writePeople } from '../people.ts'
import type { ServerProcess } from '../server-process.ts'
import { inWorkspace, type Workspace } from '../workspace.ts'

const PEOPLE = 1_000
const AT_ONCE = 32
/** Calls that arrive at once for one and the same person. */
const TO_ONE_PERSON = 150

type Database = 'SQLite' | 'PostgreSQL' | 'PostgreSQL, the build before'
export type ServersRow = Summary & { database: Database; servers: number; load: string }
type Setting = { database: Database; servers: ServerProcess[]; rounds: Round[] }

/** Sends the steps of each call to the servers in turn. Servers, database and load share this machine. */
export function measureServers(isQuick: boolean, before?: string): Promise<ServersRow[]> {
  const [rounds, seconds, warmUpSeconds] = isQuick ? [2, 3, 5] : [5, 4, 12]
  return inWorkspace(async (space) => {
    const file = join(space.folder, 'clients.csv')
    writePeople(file, PEOPLE)
    const settings = await startSettings(space, file, before)
    const callers = readPeople(file, PEOPLE)
    const plan = { publicUrl, signingKey, callers, atOnce: AT_ONCE, thinkMs: 0, isCheckingNames: true }
    await roundOf(settings, { ...plan, seconds: warmUpSeconds, keepsConnections: true })
    for (const setting of settings) setting.rounds.pop()
    for (let round = 0; round < rounds; round++) {
      await roundOf(settings, { ...plan, seconds, keepsConnections: true })
    }
    const rows = settings.map((setting) => rowOf(setting, `${AT_ONCE} at once`))
    const last = settings.findLast(({ servers }) => servers.length > 1)
    if (last) rows.push(await measureOnePerson(last, { ...plan, keepsConnections: true }))
    return rows
  })
}

function rowOf({ database, servers, rounds }: Setting, load: string): ServersRow {
  return { database, servers: servers.length, load, ...summarise(rounds, servers) }
}

/** Calls that are all to one person, so that they wait for the same rows. An apology leaves a caller untold. */
async function measureOnePerson(
  setting: Setting,
  plan: Omit<LoadPlan, 'servers' | 'seconds'>,
): Promise<ServersRow> {
  const once = { ...plan, callers: plan.callers.slice(0, 1), atOnce: TO_ONE_PERSON, seconds: 0 }
  const rounds = [await measureLoad(setting.servers, once), await measureLoad(setting.servers, once)]
  return rowOf({ ...setting, rounds }, `${TO_ONE_PERSON} at once, one person`)
}

async function roundOf(settings: Setting[], plan: Omit<LoadPlan, 'servers'>): Promise<void> {
  for (const { servers, rounds } of settings) rounds.push(await measureLoad(servers, plan))
}

async function startSettings(space: Workspace, file: string, before?: string): Promise<Setting[]> {
  const sqlite = `file:${join(space.folder, 'frontdesk.db')}`
  await importPeople(sqlite, file)
  const settings: Setting[] = [
    { database: 'SQLite', servers: [await startFrontdesk(space, sqlite)], rounds: [] },
  ]
  const postgres = await startPostgres(space)
  if (!postgres) return settings
  const url = await postgres.createDatabase()
  await importPeople(url, file)
  const three = [
    await startFrontdesk(space, url),
    await startFrontdesk(space, url),
    await startFrontdesk(space, url),
  ]
  for (const count of [1, 2, 3])
    settings.push({ database: 'PostgreSQL', servers: three.slice(0, count), rounds: [] })
  if (before) settings.push(await startBefore(space, file, before, await postgres.createDatabase()))
  return settings
}

/** Another build of frontdesk, with a database of its own: its schema may differ. */
async function startBefore(space: Workspace, file: string, folder: string, url: string): Promise<Setting> {
  await importPeople(url, file, folder)
  const server = await startFrontdesk(space, url, { folder })
  return { database: 'PostgreSQL, the build before', servers: [server], rounds: [] }
}
