import {
  copiedUpTo,
  createCopyProgress,
  finishCopy,
  finishedCopy,
  isCopyBegun,
  writeCopyProgress,
} from '../store/copy-progress.ts'
import { COMMAND_TIMEOUT_MS, type Database, DatabaseUnusable } from '../store/database.ts'
import {
  countRows,
  isUnused,
  keyOf,
  missingIn,
  pagesOf,
  readTables,
  removeRows,
  type Table,
  writeRows,
} from '../store/tables.ts'
import { describeDatabase } from '../store/why-unusable.ts'
import { type Digest, digestOf, isSame } from './digest.ts'
import { placeOf } from './place.ts'

export type CopyOptions = {
  urls: { from: string; to: string }
  signal: AbortSignal
  /** Called as the copy goes on. */
  report: {
    begin(task: string, table: string, rows: number, done: number): void
    rows(count: number): void
  }
}

export type Compared = { table: string; from: Digest; to: Digest }

export type Copied = {
  compared: Compared[]
  /** The copy that was finished before, if one was. */
  before?: { source: string }
}

/**
 * Copies everything from one database into another, empty one. Run again, it continues where it was interrupted. A
 * finished copy is only compared, because the target may be in use.
 * @returns what both hold now, table by table
 */
export async function copyDatabase(from: Database, to: Database, options: CopyOptions): Promise<Copied> {
  const tables = await readTables()
  await beginCopy(to, options.urls.to, tables)
  const before = await finishedCopy(to)
  if (before) return { compared: await compare(from, to, tables, options), before }
  for (const table of tables) await copyTable(from, to, table, options, await copiedUpTo(to, table))
  const compared = await compare(from, to, tables, options)
  for (const table of tables) {
    const its = compared.find((one) => one.table === table.name)
    if (its && !isSame(its.from, its.to)) await mend(from, to, table, its, options)
  }
  if (compared.every((one) => isSame(one.from, one.to))) await finishCopy(to, placeOf(options.urls.from))
  return { compared }
}

/**
 * Makes a database ready to be copied into.
 * @throws DatabaseUnusable when it holds something that did not come from a copy
 */
async function beginCopy(to: Database, url: string, tables: Table[]): Promise<void> {
  if (await isCopyBegun(to)) return
  for (const table of tables) {
    if (!(await isUnused(to, table)))
      throw new DatabaseUnusable(
        `${describeDatabase(url)} is not empty, as a target must be: it has rows in ${table.name}.`,
      )
  }
  await createCopyProgress(to)
}

async function copyTable(
  from: Database,
  to: Database,
  table: Table,
  { signal, report }: CopyOptions,
  after: Awaited<ReturnType<typeof copiedUpTo>>,
): Promise<void> {
  const done = after ? await countRows(to, table) : 0
  report.begin('Copying', table.name, await countRows(from, table), done)
  for await (const page of pagesOf(from, table, after)) {
    signal.throwIfAborted()
    const key = keyOf(table, page.at(-1) ?? {})
    await to.transaction(
      async (queries) => {
        await writeRows(queries, table, page)
        await writeCopyProgress(queries, table, key)
      },
      { timeoutMs: COMMAND_TIMEOUT_MS },
    )
    report.rows(page.length)
  }
}

/** The source was in use while it was copied: repeats in the target what was added, changed or removed meanwhile. */
async function mend(
  from: Database,
  to: Database,
  table: Table,
  compared: Compared,
  options: CopyOptions,
): Promise<void> {
  await copyTable(from, to, table, options, undefined)
  for await (const page of pagesOf(to, table)) {
    options.signal.throwIfAborted()
    const gone = await missingIn(from, table, page)
    if (gone.length > 0) await removeRows(to, table, gone)
  }
  compared.from = await digestOf(from, table, () => {})
  compared.to = await digestOf(to, table, () => {})
}

async function compare(
  from: Database,
  to: Database,
  tables: Table[],
  { signal, report }: CopyOptions,
): Promise<Compared[]> {
  const compared: Compared[] = []
  for (const table of tables) {
    signal.throwIfAborted()
    report.begin('Comparing', table.name, (await countRows(from, table)) + (await countRows(to, table)), 0)
    const digests = [from, to].map((database) => digestOf(database, table, report.rows))
    const [source, target] = await Promise.all(digests)
    if (source && target) compared.push({ table: table.name, from: source, to: target })
  }
  return compared
}
