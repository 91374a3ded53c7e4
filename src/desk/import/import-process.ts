import { CommandError } from '../../errors/command-error.ts'
import { codeOf } from '../../errors/error-code.ts'
import type { Fault } from '../../import/client-row.ts'
import { importCsv, RemovesMany } from '../../import/import-csv.ts'
import type { ImportReport } from '../../import/import-report.ts'
import { openTable } from '../../import/read-table.ts'
import { SeveralSheets } from '../../import/read-xlsx.ts'
import { UnreadableFile } from '../../import/utf8.ts'
import { openDatabase } from '../../store/open.ts'
import type { ImportEnd, ImportMessage, ImportTask } from './messages.ts'

/** Imports in a process of its own, so that calls never wait for the rows of a file. It is given one task, and answers once. */

const MOST_KEPT = 1_000
const PROGRESS_MS = 200

process.once('message', (task: ImportTask) => {
  const stop = new AbortController()
  // The server has ended, or the user has stopped the import: roll back what was written.
  process.once('disconnect', () => stop.abort(new Error('It was stopped.')))
  const work = task.kind === 'header' ? readHeader(task) : run(task, stop.signal)
  work.catch(endOf).then((end) => {
    send(end)
    if (process.connected) process.disconnect()
  })
})

function send(message: ImportMessage): void {
  if (process.connected) process.send?.(message)
}

async function readHeader({ file, sheet }: ImportTask): Promise<ImportEnd> {
  const { rows } = await openTable(file, { sheet })
  for await (const row of rows) {
    if ('fault' in row) throw new UnreadableFile(`Line ${row.line} ${row.fault}.`)
    return { kind: 'header', fields: row.fields.map((field) => field.trim()) }
  }
  throw new UnreadableFile('The file is empty.')
}

async function run(task: Exclude<ImportTask, { kind: 'header' }>, signal: AbortSignal): Promise<ImportEnd> {
  const { kind, file, sheet, databaseUrl, bytes, settings, choices, allowedRemoval } = task
  const { country, ...chosen } = choices
  const { report, faults, warnings } = createReport(bytes)
  const database = await openDatabase(databaseUrl)
  try {
    const options = { ...chosen, sheet, isDryRun: kind === 'check', allowedRemoval, signal, report }
    const result = await importCsv(database, file, { ...settings, country }, options)
    return { kind: 'done', result, faults, warnings }
  } finally {
    await database.close()
  }
}

function endOf(error: unknown): ImportEnd {
  if (error instanceof SeveralSheets) return { kind: 'sheets', sheets: error.sheets }
  if (error instanceof RemovesMany) return { kind: 'removesMany', changes: error.changes }
  // Other messages may quote a row.
  if (error instanceof UnreadableFile || error instanceof CommandError)
    return { kind: 'failed', says: error.message }
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  return { kind: 'failed', error: { name, code: codeOf(error), message } }
}

/** Reports progress now and then, and keeps the first faults and warnings. */
function createReport(bytes: number) {
  const faults: Fault[] = []
  const warnings: string[] = []
  let [done, total, last] = [0, bytes, 0]
  let part: 'reading' | 'writing' = 'reading'
  const add = (count: number) => {
    done += count
    if (Date.now() - last < PROGRESS_MS) return
    last = Date.now()
    send({ kind: 'progress', part, done, total })
  }
  const report: ImportReport = {
    read: add,
    fault: (fault) => void (faults.length < MOST_KEPT && faults.push(fault)),
    warn: (text) => void (warnings.length < MOST_KEPT && warnings.push(text)),
    writing(rows) {
      ;[part, done, total, last] = ['writing', 0, rows, 0]
      add(0)
    },
    waiting: () => send({ kind: 'progress', part: 'waiting', done: 0, total: 0 }),
    wrote: add,
  }
  return { report, faults, warnings }
}
