import type { Changes } from '../../import/changes.ts'
import type { Fault } from '../../import/client-row.ts'
import type { ColumnMap } from '../../import/column-map.ts'
import type { ImportResult, ImportSettings } from '../../import/import-csv.ts'
import type { Matching } from '../../import/match-by-name.ts'

/** How a file is read and loaded, as the user of the desk chose it. */
export type ImportChoices = {
  map: ColumnMap
  matching: Matching
  country: ImportSettings['country']
  isReplacing: boolean
}

/** What the process that imports is asked for: the first line of a file, or a run over all of it. */
export type ImportTask = { file: string; sheet: string | undefined } & (
  | { kind: 'header' }
  | {
      kind: 'check' | 'load'
      databaseUrl: string
      bytes: number
      settings: Omit<ImportSettings, 'country'>
      choices: ImportChoices
      /** Whom the user has allowed to remove, though they are many. */
      allowedRemoval: string | null
    }
)

/** How far a run is. A workbook is read at once, so its reading has no measure. */
export type ImportProgress = { part: 'reading' | 'writing' | 'waiting'; done: number; total: number }

/** How a task ended. `says` is a sentence about the file; it is missing where `error` is for the log. */
export type ImportEnd =
  | { kind: 'header'; fields: string[] }
  | { kind: 'sheets'; sheets: string[] }
  | { kind: 'done'; result: ImportResult; faults: Fault[]; warnings: string[] }
  | { kind: 'removesMany'; changes: Changes }
  | { kind: 'failed'; says?: string; error?: { name: string; code: string; message: string } }

export type ImportMessage = ({ kind: 'progress' } & ImportProgress) | ImportEnd
