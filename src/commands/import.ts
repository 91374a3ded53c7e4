import { existsSync, statSync } from 'node:fs'
import { stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { type Config, loadConfig } from '../config/config.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import { type ColumnMap, parseMap } from '../import/column-map.ts'
import { HeadersGuessed } from '../import/header.ts'
import { type ImportResult, importCsv } from '../import/import-csv.ts'
import { createImportReport } from '../import/import-report.ts'
import { learnMap } from '../import/learned-maps.ts'
import { type Matching, matchings } from '../import/match-by-name.ts'
import { removeOldSpools, withSpooled } from '../import/spool.ts'
import { type Country, readCountry } from '../phone-numbers/e164.ts'
import { runCommand } from './run-command.ts'
import { stopSignal } from './stop-signal.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run import -- FILE [--dry-run] [--replace [--yes]] [--match name] [--map …] [--country US] [--sheet NAME]
  Loads clients and their appointments, or nothing when a row is bad. FILE is CSV, .xlsx, JSON lines or a JSON array, or
  - for standard input.
  --dry-run   only checks the file
  --replace   removes every client who is not in the file
  --yes       removes them even when they are more than 20 % of those on file
  --match     who a row without an id is: the person with its "name,phone" (usual), or with its "name"
  --map       the file's headers, or paths in JSON: name="First Name"+"Last Name",pin=DOB
  --country   the country whose phone numbers and dates the file has
  --sheet     the sheet of the workbook`

type Arguments = {
  file: string
  isDryRun: boolean
  isReplacing: boolean
  isConfirmed: boolean
  matching: Matching
  map: ColumnMap | undefined
  country: Country | undefined
  sheet: string | undefined
}

async function main(): Promise<number> {
  const given = readArguments()
  const config = loadConfig()
  const result = await runAsked(given, config).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new CommandError(`Nothing was loaded from ${given.file}: ${reason}`, { cause: error })
  })
  console.log(summary(given, result))
  return result.faults > 0 ? 1 : 0
}

function readArguments(): Arguments {
  const flag = { type: 'boolean', default: false } as const
  const match = { type: 'string', default: 'name,phone' } as const
  const text = { type: 'string' } as const
  const more = { map: text, country: text, sheet: text }
  const options = { 'dry-run': flag, replace: flag, yes: flag, match, ...more }
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const [file, another] = positionals
  if (file === undefined) throw new UsageError('Name the file to load.')
  if (another !== undefined)
    throw new UsageError(`Unexpected argument "${another}": import one file at a time.`)
  const matching = matchings.find((one) => one === values.match)
  if (!matching) throw new UsageError(`--match must be name,phone or name, not "${values.match}".`)
  const { replace: isReplacing, yes: isConfirmed } = values
  const formats = { map: mapIn(values.map), country: countryIn(values.country), sheet: values.sheet }
  return { file, isDryRun: values['dry-run'], isReplacing, isConfirmed, matching, ...formats }
}

function mapIn(text: string | undefined): ColumnMap | undefined {
  const map = text === undefined ? undefined : parseMap(text)
  if (map && 'fault' in map) throw new UsageError(`--map: ${map.fault}.`)
  return map
}

function countryIn(text: string | undefined): Country | undefined {
  const country = text === undefined ? undefined : readCountry(text)
  if (text !== undefined && !country)
    throw new UsageError(`--country must be two letters such as US, not "${text}".`)
  return country
}

/** Asks whether headers mean what they seem to, where somebody can answer. */
async function runAsked(given: Arguments, config: Config): Promise<ImportResult> {
  try {
    return await runImport(given, config)
  } catch (error) {
    if (!(error instanceof HeadersGuessed) || !stdin.isTTY || given.file === '-') throw error
    const terminal = createInterface({ input: stdin, output: stdout })
    const answer = await terminal
      .question(`${error.message}\nUse them now? [y/N] `)
      .finally(() => terminal.close())
    if (!/^y(es)?$/i.test(answer.trim())) throw error
    await withDatabase(config.DATABASE_URL, (database) => learnMap(database, error.fields, error.map))
    return runImport(given, config)
  }
}

async function runImport({ file, country, ...options }: Arguments, config: Config): Promise<ImportResult> {
  await removeOldSpools()
  // The first Ctrl-C undoes the import; after a second one, the next import cleans up.
  const signal = stopSignal(new Error('It was stopped.'))
  const settings = {
    ...{ pinSecret: config.PIN_SECRET, pinLength: config.PIN_LENGTH },
    ...{ timeZone: config.TIME_ZONE, languages: config.LANGUAGES },
    country,
  }
  return withDatabase(config.DATABASE_URL, async (database) => {
    const report = createImportReport(sizeOf(file), process.stderr)
    const load = (path: string) => importCsv(database, path, settings, { ...options, signal, report })
    return (file === '-' ? withSpooled(stdin, load) : load(file)).finally(report.end)
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
  const { added, changed, unchanged, removed, largeRemoval } = changes
  const counts = `${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed.`
  if (!isDryRun) return `Loaded ${what} from ${file}: ${counts}`
  const wanted = largeRemoval !== undefined && !isConfirmed ? ' So large a removal needs --yes.' : ''
  return `${file} can be loaded: ${what}: ${counts}${wanted}`
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}

await runCommand('import', USAGE, main)
