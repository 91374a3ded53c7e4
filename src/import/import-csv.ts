import { tuneForImport } from '../store/client-versions.ts'
import { findOnFile } from '../store/clients.ts'
import type { Database, Queries } from '../store/database.ts'
import { readDirectoryRow } from '../store/directory-row.ts'
import { type Changes, compareWithFile } from './changes.ts'
import type { ClientRow, Fault } from './client-row.ts'
import type { ImportReport } from './import-report.ts'
import { type Maps, mapsOf } from './learned-maps.ts'
import { load, type People } from './load.ts'
import { createNameMatcher, type Matching } from './match-by-name.ts'
import { warnInFile, warnOnFile } from './namesakes.ts'
import { chunksOf, type ReadSettings, readRows } from './read-rows.ts'
import { openTable, type SourceTable, type TableOptions } from './read-table.ts'
import { Staging } from './staging.ts'
import { UnreadableFile } from './utf8.ts'

export type ImportSettings = ReadSettings & { pinSecret: string }

export type ImportOptions = {
  /** Only check the file. */
  isDryRun: boolean
  /** Remove the clients who are not in the file. */
  isReplacing: boolean
  /** Which client a row without an id is: the one with its name and phone, or, with `name`, the one with its name. */
  matching?: Matching
  /** Remove as many as the file says, even if that is a large part of those on file. */
  isConfirmed?: boolean
  /** Or only if they are those of this `largeRemoval`. */
  allowedRemoval?: string | null
  /** Nobody reads warnings, so that people of one name are not looked for. */
  isUnattended?: boolean
  signal: AbortSignal
  report: ImportReport
}

type Counts = { clients: number; appointments: number }
/** What an import changes, and the directory with which the file was compared, or which it has published. */
type Loaded = { changes: Changes; generation: number }
/** `changes` is undefined when the file has faults. */
export type ImportResult = Counts & { faults: number; changes: Changes | undefined; generation?: number }

/** Rows checked against the earlier ones in one transaction. */
const CHUNK = 1_000
const NO_CLIENTS = 'It has no clients: line 1 names the columns, and each line after it is a client.'

/** The import would remove a large part of the people on file, and nobody has confirmed that. */
export class RemovesMany extends Error {
  override name = 'RemovesMany'
  readonly changes: Changes
  readonly removal: string
  readonly removed: number
  readonly total: number

  constructor(changes: Changes) {
    const { largeRemoval = '', removed, changed, unchanged } = changes
    const total = removed + changed + unchanged
    super(`It would remove ${removed} of the ${total} people on file. If that is right, add --yes.`)
    this.changes = changes
    this.removal = largeRemoval
    this.removed = removed
    this.total = total
  }
}

/** Loads a file: all of it, or nothing if it has any fault. */
export async function importCsv(
  database: Database,
  file: string,
  settings: ImportSettings,
  options: ImportOptions & Pick<TableOptions, 'format' | 'map' | 'sheet'>,
): Promise<ImportResult> {
  const { report, format, map, sheet } = options
  const onLatin = () => report.warn('it is not UTF-8, and was read as Windows-1252 (Latin-1)')
  const table = await openTable(file, { ...{ format, map, sheet }, onBytes: report.read, onLatin })
  return importTable(database, table, settings, options)
}

/** Loads the rows of any source: all of them, or none if any has a fault. */
export async function importTable(
  database: Database,
  table: SourceTable,
  settings: ImportSettings,
  options: ImportOptions,
): Promise<ImportResult> {
  const staging = await Staging.open(settings.pinSecret)
  const maps = mapsOf(database, table.map, options.report)
  try {
    const faults = await stage(database, staging, table.rows, maps, settings, options)
    const counts = await staging.count()
    const loaded = faults === 0 ? await loadStaged(database, staging, counts, settings, options) : undefined
    if (loaded && !options.isDryRun) await maps.learn()
    return { ...counts, faults, changes: undefined, ...loaded }
  } finally {
    await staging.close()
  }
}

async function loadStaged(
  database: Database,
  staging: Staging,
  { clients }: Counts,
  settings: ImportSettings,
  options: ImportOptions,
): Promise<Loaded> {
  if (clients === 0) throw new UnreadableFile(NO_CLIENTS)
  if (!options.isUnattended) {
    await warnInFile(staging, options)
    await warnOnFile(database, staging, options)
  }
  for (;;) {
    const generation = await generationOf(database)
    const changes = await compareWithFile(database, staging, options)
    if (options.isDryRun) return { changes, generation }
    refuseLarge(changes, options)
    if (changes.added + changes.changed + changes.removed === 0) return { changes, generation }
    // The next generation is published only in place of this one.
    if (await write(database, staging, generation, changes, settings, options))
      return { changes, generation: generation + 1 }
  }
}

/** Which directory the file is compared with; if it has changed until the people are written, they are compared again. */
async function generationOf(queries: Queries): Promise<number> {
  return (await readDirectoryRow(queries))?.generation ?? 0
}

function refuseLarge(changes: Changes, { isConfirmed, allowedRemoval }: ImportOptions): void {
  const { largeRemoval } = changes
  if (largeRemoval === undefined || isConfirmed || largeRemoval === allowedRemoval) return
  throw new RemovesMany(changes)
}

/** Reads the whole file and returns the number of its faults. */
async function stage(
  database: Database,
  staging: Staging,
  source: SourceTable['rows'],
  maps: Maps,
  settings: ImportSettings,
  { report, signal, matching }: ImportOptions,
): Promise<number> {
  let count = 0
  const match = matching === 'name' ? createNameMatcher(database) : undefined
  for await (const chunk of chunksOf(readRows(source, maps, settings, report), CHUNK)) {
    signal.throwIfAborted()
    const read: ClientRow[] = []
    const faults: Fault[] = []
    for (const row of chunk) Array.isArray(row) ? faults.push(...row) : read.push(row)
    const matched = await match?.(read)
    const rows = matched?.rows ?? read
    faults.push(...(matched?.faults ?? []))
    const onFile = await findOnFile(
      database,
      rows.map(({ id }) => id),
    )
    faults.push(...(await staging.add(rows, onFile)))
    for (const fault of faults.sort((a, b) => a.line - b.line)) report.fault(fault)
    count += faults.length
  }
  return count
}

/** Writes those who have changed; false when the directory is no longer the one that they were compared with. */
async function write(
  database: Database,
  staging: Staging,
  generation: number,
  { removed }: Changes,
  settings: ImportSettings,
  { isReplacing, signal, report }: ImportOptions,
): Promise<boolean> {
  report.writing(await staging.countChanged())
  await tuneForImport(database)
  const people: People = {
    clients: () => staging.clients(),
    appointments: () => staging.appointments(),
    ...(removed > 0 && { leaving: () => staging.leaving(database) }),
  }
  return load(database, people, {
    pinSecret: settings.pinSecret,
    pinLength: settings.pinLength,
    isReplacing,
    isNeeded: async (queries) => (await generationOf(queries)) === generation,
    signal,
    onWait: report.waiting,
    onProgress: report.wrote,
  })
}
