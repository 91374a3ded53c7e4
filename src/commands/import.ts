import { existsSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Config, loadConfig } from '../config/config.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import { type ImportOptions, type ImportResult, importCsv } from '../import/import-csv.ts'
import { createReport } from '../import/import-report.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run import -- FILE.csv [--dry-run] [--replace]
  --dry-run   only look for faults; nothing is loaded
  --replace   remove everyone who is not in the file`

type Arguments = { file: string; isDryRun: boolean; isReplacing: boolean }

/** Loads a CSV file: exit code 0 when all of it is on file, 1 when nothing of it is. */
async function main(): Promise<number> {
  const given = readArguments()
  const config = loadConfig()
  const result = await runImport(given, config).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CommandError(`Nothing was loaded from ${given.file}: ${reason}`, { cause: error })
  })
  console.log(summary(given, result))
  return result.faults > 0 ? 1 : 0
}

function readArguments(): Arguments {
  const options = { 'dry-run': { type: 'boolean' }, replace: { type: 'boolean' } } as const
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [file, another] = positionals
  if (file === undefined) throw new UsageError('Name the CSV file to load.')
  if (another !== undefined) throw new UsageError(`One file at a time: "${another}" is one too many.`)
  return { file, isDryRun: values['dry-run'] ?? false, isReplacing: values.replace ?? false }
}

async function runImport({ file, ...options }: Arguments, config: Config): Promise<ImportResult> {
  const stop = new AbortController()
  // What is half done is undone first; a second Ctrl-C ends at once, and the next import cleans up.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stop.abort(new Error('It was stopped.')))
  }
  const settings = { pinSecret: config.PIN_SECRET, pinLength: config.PIN_LENGTH, timeZone: config.TIME_ZONE }
  return withDatabase(config.DATABASE_URL, async (database) => {
    const report = createReport(sizeOf(file), process.stderr)
    const whole: ImportOptions = { ...options, signal: stop.signal, report }
    return importCsv(database, file, settings, whole).finally(report.end)
  })
}

/** 0 for what has no size, such as a pipe; the reader tells what is wrong with a file. */
function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0
}

function summary({ file, isDryRun }: Arguments, { clients, appointments, faults }: ImportResult): string {
  if (faults > 0) return `Nothing was loaded from ${file}: ${count(faults, 'fault')}.`
  const what = `${count(clients, 'client')} with ${count(appointments, 'appointment')}`
  return isDryRun ? `${file} can be loaded: ${what}.` : `Loaded ${what} from ${file}.`
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}

await runCommand('import', USAGE, main)
