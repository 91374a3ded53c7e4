import { codeOf } from '../errors/error-code.ts'
import type { CsvRow } from '../import/read-csv.ts'
import { type FeedSource, SourceFault } from './feed.ts'

const LIMIT_MS = 5 * 60_000
const ROWS = 1_000

const WHY: Record<string, string> = {
  ENOTFOUND: 'the host of the database is not known',
  ECONNREFUSED: 'no database listens there',
  '28P01': 'the password or the user is wrong',
  '28000': 'the user may not connect',
  '3D000': 'there is no such database',
  '42501': 'the user may not read the table',
  '42P01': 'the query names a table that does not exist',
  '42703': 'the query names a column that does not exist',
  '42601': 'the query is no SQL that the database understands',
  '25006': 'the query would write: the transaction is read-only',
  '57014': `the query took longer than ${LIMIT_MS / 60_000} minutes`,
  CERT_HAS_EXPIRED: 'the certificate of the database has expired',
}

/** One query on a PostgreSQL database, in a read-only transaction, read in parts. */
export function postgresSource(url: string, query: string): FeedSource {
  return {
    async read({ options, signal }, use) {
      const { default: pg } = await import('pg')
      // Every value as the database writes it.
      const types = { getTypeParser: () => (text: unknown) => text }
      const client = new pg.Client({
        ...{ connectionString: url, types, application_name: 'frontdesk feed' },
        ...{ statement_timeout: LIMIT_MS, connectionTimeoutMillis: 30_000 },
      })
      client.on('error', () => {})
      try {
        await client.connect()
        await client.query('START TRANSACTION READ ONLY')
        const rows = withFaults(readRows(client, query, signal))
        return { result: await use({ rows, map: options.map }), state: null }
      } catch (error) {
        throw toFault(error)
      } finally {
        await client.end().catch(() => {})
      }
    },
  }
}

async function* readRows(
  client: InstanceType<typeof import('pg')['default']['Client']>,
  query: string,
  signal: AbortSignal,
): AsyncGenerator<CsvRow> {
  const { default: Cursor } = await import('pg-cursor')
  const cursor = client.query(new Cursor<Record<string, unknown>>(query))
  let line = 0
  for (;;) {
    signal.throwIfAborted()
    const rows = await cursor.read(ROWS)
    const [first] = rows
    if (!first) return
    if (line === 0) yield { line, fields: Object.keys(first) }
    for (const row of rows)
      yield { line: ++line, fields: Object.values(row).map((value) => `${value ?? ''}`) }
  }
}

async function* withFaults(rows: AsyncIterable<CsvRow>): AsyncGenerator<CsvRow> {
  try {
    yield* rows
  } catch (error) {
    throw toFault(error)
  }
}

/** A driver's message may quote values, so that only its code is told. */
function toFault(error: unknown): unknown {
  const code = codeOf(error)
  return code === '' ? error : new SourceFault(WHY[code] ?? `the database answered with error ${code}`)
}
