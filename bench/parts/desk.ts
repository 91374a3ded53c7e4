import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { freePort } from '../../src/server/free-port.ts'
import { openDatabase } from '../../src/store/open.ts'
import { type Answer, type Page, signIn } from '../desk/browser.ts'
import { fillWithCalls } from '../desk/fill.ts'
import { loadPeople } from '../desk/load-people.ts'
import { startPostgres } from '../embedded-postgres.ts'
import { environment, startFrontdesk } from '../frontdesk.ts'
import { writePeople } from '../people.ts'
import type { ServerProcess } from '../server-process.ts'
import { inWorkspace, type Workspace } from '../workspace.ts'

const ROUNDS = 40
const CALLED = 20_000

export type DeskRow = {
  page: string
  database: 'SQLite' | 'PostgreSQL'
  clients: number
  calls: number
  firstMs: number
  p50: number
  longest: number
  /** Of the server, a page. */
  cpuMs: number
  kilobytes: number
}

type Size = { clients: number; calls: number }
const person = z.object({ id: z.string(), name: z.string(), phone: z.string() })

/** Opens every page of the desk over HTTP, signed in, where many people and calls are on file. */
export function measureDesk(isQuick: boolean): Promise<DeskRow[]> {
  const size = isQuick ? { clients: 100_000, calls: 10_000 } : { clients: 1_000_000, calls: 100_000 }
  return inWorkspace(async (space) => {
    const file = join(space.folder, 'clients.csv')
    writePeople(file, size.clients)
    const rows = await measureOn(space, `file:${join(space.folder, 'frontdesk.db')}`, file, size)
    const postgres = await startPostgres(space)
    if (!postgres) return rows
    return [...rows, ...(await measureOn(space, await postgres.createDatabase(), file, size))]
  })
}

async function measureOn(space: Workspace, url: string, file: string, size: Size): Promise<DeskRow[]> {
  const people = z.array(person).parse(parse(readFileSync(file, 'utf8'), { columns: true, to: CALLED }))
  const database = await openDatabase(url)
  space.atEnd(() => database.close())
  await loadPeople(database, file, environment.PIN_SECRET)
  const ids = people.map(({ id }) => id)
  await fillWithCalls(database, { ...size, ids, now: Date.now(), secret: environment.PIN_SECRET })
  const port = await freePort()
  const deskUrl = `http://localhost:${port}`
  const env = { DESK_PORT: String(port), DESK_URL: deskUrl, KEEP_MISHEARD: 'on', REQUESTS: 'on' }
  const server = await startFrontdesk(space, url, { env })
  const open = await signIn(deskUrl, database)
  const kind = database.kind === 'sqlite' ? ('SQLite' as const) : ('PostgreSQL' as const)
  const rows: DeskRow[] = []
  for (const page of await pagesOf(open, people))
    rows.push({ page: page.name, database: kind, ...size, ...(await measurePage(open, page, server)) })
  await server.stop()
  return rows
}

type Open = (page: Page) => Promise<Answer>

/** Every page and search. */
async function pagesOf(open: Open, people: z.infer<typeof person>[]): Promise<Page[]> {
  const [{ id, name, phone } = { id: '', name: '', phone: '' }] = people
  const heard = await open({ name: '', path: '/desk/not-found' })
  const row = /name="row" value="([^"]+)"/.exec(heard.body)?.[1] ?? ''
  const search = (name: string, q: string) => ({ name, path: '/desk/people', fields: { q } })
  const of = `/desk/people/${encodeURIComponent(id)}`
  return [
    { name: 'Today', path: '/desk/today' },
    { name: 'To do', path: '/desk/to-do' },
    { name: 'Not found', path: '/desk/not-found' },
    { name: 'Not found: this was …', path: '/desk/not-found/search', fields: { row, q: name } },
    { name: 'People', path: '/desk/people' },
    search('People: a name', name),
    search('People: a misspelt name', name.replace(/[aeiou](?=[^aeiou]*$)/, 'y')),
    search('People: a first name alone', name.split(' ')[0] ?? ''),
    search('People: the end of a number', phone.slice(-4)),
    search('People: an id', id),
    { name: 'Person, masked', path: of },
    { name: 'Person, opened', path: `${of}/open`, fields: {} },
    { name: 'Hours', path: '/desk/hours' },
    { name: 'Texts and record', path: '/desk/record?days=90' },
    { name: 'Texts and record of one', path: `/desk/record?days=90&client=${encodeURIComponent(id)}` },
  ]
}

async function measurePage(open: Open, page: Page, server: ServerProcess) {
  const first = await open(page)
  if (first.status !== 200) throw new Error(`${page.name} was answered with status ${first.status}.`)
  const times: number[] = []
  const before = server.cpuSeconds()
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push((await open(page)).ms)
    // The server has other work than this one user's.
    await wait(5)
  }
  const cpuMs = ((server.cpuSeconds() - before) * 1000) / ROUNDS
  times.sort((one, other) => one - other)
  const [p50 = 0, longest = 0] = [times[ROUNDS / 2], times.at(-1)]
  return { firstMs: first.ms, p50, longest, cpuMs, kilobytes: first.bytes / 1024 }
}
