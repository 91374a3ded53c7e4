import { addAbortSignal } from 'node:stream'
import { codeOf } from '../errors/error-code.ts'
import type { CsvRow } from '../import/read-csv.ts'
import { type FeedSource, SourceFault } from './feed.ts'

const LIMIT_MS = 5 * 60_000

const WHY: Record<string, string> = {
  ENOTFOUND: 'the host of the database is not known',
  ECONNREFUSED: 'no database listens there',
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
    async read({ options, signal }, use) {
      const { createConnection } = await loadDriver()
      const connection = createConnection({
        uri: url,
        dateStrings: true,
        supportBigNumbers: true,
        bigNumberStrings: true,
      })
      connection.on('error', () => {})
      const stop = AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)])
      const end = () => connection.destroy()
      stop.addEventListener('abort', end)
      try {
        await connection.promise().query('START TRANSACTION READ ONLY')
        const rows = readRows(addAbortSignal(stop, connection.query(query).stream({ highWaterMark: 1_000 })))
        return { result: await use({ rows, map: options.map }), state: null }
      } catch (error) {
        if (stop.aborted && !signal.aborted)
          throw new SourceFault(`the query took longer than ${LIMIT_MS / 60_000} minutes`)
        throw toFault(error)
      } finally {
        stop.removeEventListener('abort', end)
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

async function* readRows(rows: AsyncIterable<unknown>): AsyncGenerator<CsvRow> {
  let line = 0
  for await (const row of rows) {
    if (typeof row !== 'object' || row === null) continue
    if (line === 0) yield { line, fields: Object.keys(row) }
    yield { line: ++line, fields: Object.values(row).map((value) => `${value ?? ''}`) }
  }
}

/** A driver's message may quote values, so that only its code is told. */
function toFault(error: unknown): unknown {
  const code = codeOf(error)
  return code === '' ? error : new SourceFault(WHY[code] ?? `the database answered with error ${code}`)
}
