import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type Config, loadConfig } from '../config/config.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import { describeFileError } from '../errors/file-error.ts'
import { describeHours } from '../hours/describe.ts'
import { readHoursYaml, writeHoursYaml } from '../hours/yaml.ts'
import { type OpeningHours, readHours, writeHours } from '../store/hours.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run hours -- show | import FILE.yaml | export
  show     the opening hours, the closed days, and whether the office is open now
  import   replaces the opening hours by those of the file; the next call hears them
  export   prints the hours as such a file`

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true })
  const [action, file, ...more] = positionals
  if (action === 'import' && file !== undefined && more.length === 0) return importHours(file, loadConfig())
  if (action === 'import') throw new UsageError('Name the YAML file to import.')
  if ((action !== 'show' && action !== 'export') || file !== undefined)
    throw new UsageError('Give show, import FILE.yaml or export.')
  const config = loadConfig()
  const hours = await withDatabase(config.DATABASE_URL, readHours)
  process.stdout.write(
    action === 'show' ? describeHours(hours, config.TIME_ZONE, Date.now()) : writeHoursYaml(hours),
  )
  return 0
}

/** Nothing is changed unless the whole file is right. */
async function importHours(file: string, { DATABASE_URL, LANGUAGES }: Config): Promise<number> {
  const read = readHoursYaml(await readText(file), LANGUAGES)
  if ('faults' in read) {
    console.error(read.faults.join('\n'))
    throw new CommandError(`${file} has faults, so the opening hours stay as they were.`)
  }
  await withDatabase(DATABASE_URL, (database) => writeHours(database, read.hours))
  console.log(`${describeImport(read.hours)} The next call hears it.`)
  return 0
}

function describeImport(hours: OpeningHours | undefined): string {
  if (!hours) return 'The file is empty, so the office has no opening hours: it is always open.'
  const days = Object.values(hours.weekly).filter((spans) => spans.length > 0).length
  return `The office is open on ${count(days, 'day')} a week, and has ${count(hours.closed.length, 'closed day')}.`
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandError(`${file} cannot be read: ${describeFileError(error)}.`)
  })
}

await runCommand('hours', USAGE, main)
