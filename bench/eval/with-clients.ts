import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CommandError } from '../../src/errors/command-error.ts'
import { importCsv } from '../../src/import/import-csv.ts'
import { UnreadableFile } from '../../src/import/utf8.ts'
import type { Database } from '../../src/store/database.ts'
import { openDatabase } from '../../src/store/open.ts'

export type ClientsFile = { clients: string; pinLength: number }

/** Loads a CSV file of clients into a temporary database for the work. */
export async function withClients(
  file: ClientsFile,
  work: (database: Database) => Promise<string>,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-eval-'))
  const database = await openDatabase(`file:${join(folder, 'eval.db')}`)
  try {
    await loadClients(database, file).catch((error: unknown) => {
      throw error instanceof UnreadableFile ? new CommandError(`${file.clients}: ${error.message}`) : error
    })
    return await work(database)
  } finally {
    await database.close()
    rmSync(folder, { recursive: true })
  }
}

async function loadClients(database: Database, { clients, pinLength }: ClientsFile): Promise<void> {
  const faults: string[] = []
  const ignore = () => {}
  const report = { read: ignore, warn: ignore, writing: ignore, waiting: ignore, wrote: ignore }
  const settings = { pinSecret: 'for this measurement only', pinLength, timeZone: 'UTC' }
  await importCsv(database, clients, settings, {
    isDryRun: false,
    isReplacing: false,
    signal: new AbortController().signal,
    report: {
      ...report,
      fault: ({ line, column, cause }) => faults.push(`line ${line}, ${column}: ${cause}`),
    },
  })
  if (faults.length > 0) throw new CommandError(`${clients}, ${faults.slice(0, 10).join('\n')}`)
}
