import { setTimeout as wait } from 'node:timers/promises'
import { codeOf } from '../errors/error-code.ts'
import type { CsvRow } from '../import/read-csv.ts'
import { type FeedSource, SourceFault } from './feed.ts'
import { type Limit, limitOf, withFaults } from './source-faults.ts'

const CONNECT_MS = 30_000
const END_MS = 5_000
const ROWS = 1_000

const WHY: Record<string, string> = {
  ENOTFOUND: 'the host of the database is not known',
  ECONNREFUSED: 'no database listens there',
  ECONNRESET: 'the connection broke off',
  '28P01': 'the password or the user is wrong',
  '28000': 'the user may not connect',
  '3D000': 'there is no such database',
  '42501': 'the user may not read the table',
  '42P01': 'the query names a table that does not exist',
  '42703': 'the query names a column that does not exist',
  '42601': 'the query is no SQL that the database understands',
  '25006': 'the query would write: the transaction is read-only',
  '57014': 'the query took too long',
  CERT_HAS_EXPIRED: 'the certificate of the database has expired',
}

/** One query on a PostgreSQL database, in a read-only transaction, read in parts. */
export function postgresSource(url: string, query: string): FeedSource {
  return {
    async read(run, use) {
      const { signal, toFault, inTime } = limitOf(run, WHY)
      const { client, end } = await openClient(url, run.limitMs)
      signal.addEventListener('abort', end)
      try {
        const rows = withFaults(readRows(client, query, inTime), toFault)
        return { result: await use({ rows, map: run.options.map }), state: null }
      } finally {
        signal.removeEventListener('abort', end)
        await end()
      }
    },
  }
}

type Client = InstanceType<typeof import('pg')['default']['Client']>

async function openClient(
  url: string,
  limitMs: number,
): Promise<{ client: Client; end: () => Promise<void> }> {
  const { default: pg } = await import('pg')
  // Every value as the database writes it.
  const types = { getTypeParser: () => (text: unknown) => text }
  const client = new pg.Client({
    ...{ connectionString: url, types, application_name: 'frontdesk feed' },
    ...{ statement_timeout: limitMs, connectionTimeoutMillis: Math.min(CONNECT_MS, limitMs) },
  })
  client.on('error', () => {})
  // A server that hangs would not answer a farewell either.
  const end = () => Promise.race([client.end().catch(() => {}), wait(END_MS, undefined, { ref: false })])
  return { client, end }
}

async function* readRows(client: Client, query: string, inTime: Limit['inTime']): AsyncGenerator<CsvRow> {
  await inTime(client.connect()).catch((error) => {
    // Its errors without a code are many, such as a missing password or no answer in time.
    throw codeOf(error) ? error : new SourceFault('the database does not let us in')
  })
  await inTime(client.query('START TRANSACTION READ ONLY'))
  await inTime(client.query("SET LOCAL datestyle = 'ISO'"))
  const { default: Cursor } = await import('pg-cursor')
  const cursor = client.query(new Cursor<Record<string, unknown>>(query))
  let line = 0
  for (;;) {
    const rows = await inTime(cursor.read(ROWS))
    const [first] = rows
    if (!first) return
    if (line === 0) yield { line, fields: Object.keys(first) }
    for (const row of rows)
      yield { line: ++line, fields: Object.values(row).map((value) => `${value ?? ''}`) }
  }
}
