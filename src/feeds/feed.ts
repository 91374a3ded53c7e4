import type { ColumnMap } from '../import/column-map.ts'
import type { Matching } from '../import/match-by-name.ts'
import type { SourceTable, TableFormat } from '../import/read-table.ts'
import type { Country } from '../phone-numbers/e164.ts'

/** How the rows of a feed are read and loaded, whatever its source. */
export type FeedOptions = {
  name: string
  map: ColumnMap | undefined
  format: TableFormat | undefined
  sheet: string | undefined
  country: Country | undefined
  matching: Matching
  isReplacing: boolean
  everyMs: number
  /** Callers are told to check with the office when the data are older. */
  maxAgeMs: number | undefined
}

export type Feed = FeedOptions & {
  source: FeedSource
  /** Where the source reads. What it remembers holds for this address only. */
  address: string
}

export type SourceRun = {
  options: FeedOptions
  /** What the source remembered at the last good run; null when its rows must be read again. */
  state: string | null
  /** The same, even when its rows must be read again. */
  lastState: string | null
  now: number
  signal: AbortSignal
  /** How long the source may take to answer. */
  limitMs: number
}

export type SourceResult<Result> = {
  /** Undefined where the source says that nothing has changed. */
  result: Result | undefined
  /** What it remembers until the next run. */
  state: string | null
  /** Of when the data are, if not of now. */
  at?: number
}

/** Where rows come from. What it opens is closed when the work on the table is done. */
export type FeedSource = {
  read<Result>(run: SourceRun, use: (table: SourceTable) => Promise<Result>): Promise<SourceResult<Result>>
  /** Called once the rows are loaded. Its faults are warnings. */
  done?(run: SourceRun, state: string | null): Promise<void>
}

/** Whether the data of a feed are older than it allows; `goodAt` is of when they are. */
export function isTooOld({ maxAgeMs }: FeedOptions, goodAt: number | null | undefined, now: number): boolean {
  return maxAgeMs !== undefined && now - (goodAt ?? 0) > maxAgeMs
}

/** Why a source cannot be read: one sentence, without secrets and without anything from a row. */
export class SourceFault extends Error {
  override name = 'SourceFault'
}
