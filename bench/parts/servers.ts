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

type Database = 'SQLite' | 'PostgreSQL'
export type ServersRow = Summary & { database: Database; servers: number }
type Setting = { database: Database; servers: ServerProcess[]; rounds: Round[] }

/** Sends the steps of each call to the servers in turn. Servers, database and load share this machine. */
export function measureServers(isQuick: boolean): Promise<ServersRow[]> {
  const [rounds, seconds, warmUpSeconds] = isQuick ? [2, 3, 5] : [5, 4, 12]
  return inWorkspace(async (space) => {
    const file = join(space.folder, 'clients.csv')
    writePeople(file, PEOPLE)
    const settings = await startSettings(space, file)
    const callers = readPeople(file, PEOPLE)
    const plan = { publicUrl, signingKey, callers, atOnce: AT_ONCE, thinkMs: 0, isCheckingNames: true }
    await roundOf(settings, { ...plan, seconds: warmUpSeconds, keepsConnections: true })
    for (const setting of settings) setting.rounds.pop()
    for (let round = 0; round < rounds; round++) {
      await roundOf(settings, { ...plan, seconds, keepsConnections: true })
    }
    return settings.map(({ database, servers, rounds }) => ({
      database,
      servers: servers.length,
      ...summarise(rounds, servers),
    }))
  })
}

async function roundOf(settings: Setting[], plan: Omit<LoadPlan, 'servers'>): Promise<void> {
  for (const { servers, rounds } of settings) rounds.push(await measureLoad(servers, plan))
}

async function startSettings(space: Workspace, file: string): Promise<Setting[]> {
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
  return settings
}
