import { existsSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Config, loadConfig } from '../config/config.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import { type ImportResult, importCsv } from '../import/import-csv.ts'
import { createImportReport } from '../import/import-report.ts'
import { type Matching, matchings } from '../import/match-by-name.ts'
import { runCommand } from './run-command.ts'
import { stopSignal } from './stop-signal.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run import -- FILE.csv [--dry-run] [--replace [--yes]] [--match name]
  Loads clients and their appointments, or nothing when a row is bad.
  --dry-run   only checks the file
  --replace   removes every client who is not in the file
  --yes       removes them even when they are more than 20 % of those on file
  --match     who a row without an id is: the person with its "name,phone" (usual), or with its "name"`

type Arguments = {
  file: string
  isDryRun: boolean
  isReplacing: boolean
  isConfirmed: boolean
  matching: Matching
}

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
  const flag = { type: 'boolean', default: false } as const
  const match = { type: 'string', default: 'name,phone' } as const
  const options = { 'dry-run': flag, replace: flag, yes: flag, match }
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [file, another] = positionals
  if (file === undefined) throw new UsageError('Name the CSV file to load.')
  if (another !== undefined)
    throw new UsageError(`Unexpected argument "${another}": import one file at a time.`)
  const matching = matchings.find((one) => one === values.match)
  if (!matching) throw new UsageError(`--match must be name,phone or name, not "${values.match}".`)
  const { replace: isReplacing, yes: isConfirmed } = values
  return { file, isDryRun: values['dry-run'], isReplacing, isConfirmed, matching }
}

async function runImport({ file, ...options }: Arguments, config: Config): Promise<ImportResult> {
  // The first Ctrl-C undoes the import; after a second one, the next import cleans up.
  const signal = stopSignal(new Error('It was stopped.'))
  const settings = {
    ...{ pinSecret: config.PIN_SECRET, pinLength: config.PIN_LENGTH },
    ...{ timeZone: config.TIME_ZONE, languages: config.LANGUAGES },
  }
  return withDatabase(config.DATABASE_URL, async (database) => {
    const report = createImportReport(sizeOf(file), process.stderr)
    return importCsv(database, file, settings, { ...options, signal, report }).finally(report.end)
  })
}

/** 0 where the size is not known, as for a pipe or a missing file. */
function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0
}

function summary(given: Arguments, { clients, appointments, faults, changes }: ImportResult): string {
  const { file, isDryRun, isConfirmed } = given
  if (!changes) return `Nothing was loaded from ${file}: ${count(faults, 'fault')}.`
  const what = `${count(clients, 'client')} with ${count(appointments, 'appointment')}`
  const { added, changed, unchanged, removed, removesMany } = changes
  const counts = `${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed.`
  if (!isDryRun) return `Loaded ${what} from ${file}: ${counts}`
  const wanted = removesMany && !isConfirmed ? ' So large a removal needs --yes.' : ''
  return `${file} can be loaded: ${what}: ${counts}${wanted}`
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}

await runCommand('import', USAGE, main)
