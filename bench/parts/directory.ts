import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type EmbeddedPostgres, startPostgres } from '../embedded-postgres.ts'
import { importPeople, publicUrl, signingKey, startFrontdesk } from '../frontdesk.ts'
import { type LookUps, lookUpsSchema } from '../look-ups/look-ups.ts'
import { measureLoad } from '../measure-load.ts'
import { type Person, readPeople, writePeople } from '../people.ts'
import { inWorkspace, type Workspace } from '../workspace.ts'

const command = fileURLToPath(new URL('../look-ups/look-up-command.js', import.meta.url))
const SAMPLE = 2_000

export type DirectoryRow = LookUps & {
  clients: number
  database: 'SQLite' | 'PostgreSQL'
  importSeconds: number
  /** Of a server that has answered calls with this directory. */
  memoryMb: number
}

/** Measures look-ups among a growing number of clients. */
export function measureDirectory(isQuick: boolean): Promise<DirectoryRow[]> {
  const sizes = isQuick ? [1_000, 10_000, 100_000] : [1_000, 10_000, 100_000, 1_000_000]
  return inWorkspace(async (space) => {
    const postgres = await startPostgres(space)
    const rows: DirectoryRow[] = []
    for (const clients of sizes) rows.push(...(await measureSize(clients, postgres)))
    return rows
  })
}

/** Measures one size on both databases, in a folder that is removed before the next size. */
function measureSize(clients: number, postgres: EmbeddedPostgres | undefined): Promise<DirectoryRow[]> {
  return inWorkspace(async (space) => {
    const file = join(space.folder, 'clients.csv')
    writePeople(file, clients)
    const people = readPeople(file, SAMPLE)
    const sqlite = `file:${join(space.folder, 'frontdesk.db')}`
    const rows = [
      { clients, database: 'SQLite' as const, ...(await measureOne(space, sqlite, file, people)) },
    ]
    if (!postgres) return rows
    const url = await postgres.createDatabase()
    return [...rows, { clients, database: 'PostgreSQL', ...(await measureOne(space, url, file, people)) }]
  })
}

async function measureOne(space: Workspace, url: string, file: string, people: Person[]) {
  const importSeconds = await importPeople(url, file)
  const lookUps = await measureLookUps(
    url,
    people.map(({ name }) => name),
  )
  return { importSeconds, ...lookUps, memoryMb: await measureMemory(space, url, people) }
}

async function measureLookUps(url: string, names: string[]): Promise<LookUps> {
  const child = fork(command)
  child.send({ url, names })
  const [result] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the look-ups ended early (${code})`))),
  ])
  return lookUpsSchema.parse(result)
}

async function measureMemory(space: Workspace, url: string, callers: Person[]): Promise<number> {
  const server = await startFrontdesk(space, url)
  const plan = { publicUrl, signingKey, callers, atOnce: 16, seconds: 5, thinkMs: 0 }
  await measureLoad([server], { ...plan, isCheckingNames: true, keepsConnections: true })
  return server.memoryMb()
}
