import { addAbortSignal } from 'node:stream'
import type { Connection } from 'mysql2'
import type { CsvRow } from '../import/read-csv.ts'
import { type FeedSource, SourceFault } from './feed.ts'
import { type Limit, limitOf, withFaults } from './source-faults.ts'

const CONNECT_MS = 30_000

const WHY: Record<string, string> = {
  ENOTFOUND: 'the host of the database is not known',
  ECONNREFUSED: 'no database listens there',
  ETIMEDOUT: 'the database does not answer',
  PROTOCOL_CONNECTION_LOST: 'the connection broke off',
  ECONNRESET: 'the connection broke off',
  ER_ACCESS_DENIED_ERROR: 'the password or the user is wrong',
  ER_BAD_DB_ERROR: 'there is no such database',
  ER_NO_SUCH_TABLE: 'the query names a table that does not exist',
  ER_BAD_FIELD_ERROR: 'the query names a column that does not exist',
  ER_PARSE_ERROR: 'the query is no SQL that the database understands',
  ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION: 'the query would write: the transaction is read-only',
  ER_TABLEACCESS_DENIED_ERROR: 'the user may not read the table',
}

/** One query on a MySQL or MariaDB database, in a read-only transaction, streamed. */
export function mysqlSource(url: string, query: string): FeedSource {
  return {
    async read(run, use) {
      const limit = limitOf(run, WHY)
      const { signal, toFault } = limit
      const { createConnection } = await loadDriver()
      const connection = createConnection({
        ...{ uri: url, dateStrings: true, supportBigNumbers: true, bigNumberStrings: true },
        typeCast: withZone,
        connectTimeout: Math.min(CONNECT_MS, run.limitMs),
      })
      connection.on('error', () => {})
      const end = () => connection.destroy()
      signal.addEventListener('abort', end)
      try {
        const rows = withFaults(readRows(connection, query, limit), toFault)
        return { result: await use({ rows, map: run.options.map }), state: null }
      } finally {
        signal.removeEventListener('abort', end)
        end()
      }
    },
  }
}

/** The driver is optional to install. */
async function loadDriver() {
  return import('mysql2').catch(() => {
    throw new SourceFault('the driver for MySQL is not installed: run "npm install mysql2"')
  })
}

/** A TIMESTAMP is a moment, which the database tells in the zone of the session; a DATETIME has no zone. */
function withZone({ type }: { type: string }, read: () => unknown): unknown {
  const value = read()
  return type === 'TIMESTAMP' && typeof value === 'string' ? `${value}Z` : value
}

async function* readRows(
  connection: Connection,
  query: string,
  { signal, inTime }: Limit,
): AsyncGenerator<CsvRow> {
  await inTime(connection.promise().query("SET time_zone = '+00:00'"))
  await inTime(connection.promise().query('START TRANSACTION READ ONLY'))
  let line = 0
  const rows = addAbortSignal(signal, connection.query(query).stream({ highWaterMark: 1_000 }))
  // A stream is not told that its connection broke off.
  connection.on('error', (error) => rows.destroy(error))
  for await (const row of rows) {
    if (typeof row !== 'object' || row === null) continue
    if (line === 0) yield { line, fields: Object.keys(row) }
    yield { line: ++line, fields: Object.values(row).map((value) => `${value ?? ''}`) }
  }
}
