import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadConfig } from '../config/config.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import { describeFileError } from '../errors/file-error.ts'
import { lastDays } from '../report/days.ts'
import { drawReport } from '../report/picture.ts'
import { readReport } from '../report/read-report.ts'
import { printReport } from '../report/table.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run report -- [--days 7] [--svg FILE]
  Prints and draws what became of the calls of each day, without names.
  --days   how many days, including today (default 7)
  --svg    the file for the picture (default report.svg)`

const options = {
  days: { type: 'string', default: '7' },
  svg: { type: 'string', default: 'report.svg' },
} as const
const MOST_DAYS = 366

async function main(): Promise<number> {
  const { values } = parseArgs({ options })
  const count = readDays(values.days)
  const { DATABASE_URL, TIME_ZONE } = loadConfig()
  const now = new Date()
  const report = await withDatabase(DATABASE_URL, (database) =>
    readReport(database, lastDays(count, now, TIME_ZONE), TIME_ZONE, now.getTime()),
  )
  console.log(printReport(report))
  writePicture(values.svg, drawReport(report))
  console.log(`The picture is in ${values.svg}.`)
  return 0
}

function readDays(text: string): number {
  const days = Number(text)
  if (/^\d+$/.test(text) && days >= 1 && days <= MOST_DAYS) return days
  throw new UsageError(`--days must be a whole number from 1 to ${MOST_DAYS}, not "${text}".`)
}

function writePicture(file: string, picture: string): void {
  try {
    writeFileSync(file, picture)
  } catch (error) {
    throw new CommandError(
      `The picture cannot be written to ${file} (${describeFileError(error)}): name another file with --svg.`,
    )
  }
}

await runCommand('report', USAGE, main)
