import { writeFileSync } from 'node:fs'
import { CommandError, readCommandLine, runToExit } from '../command-line.ts'
import { loadDotEnv, readConfig } from '../config.ts'
import { openDatabase } from '../store/open.ts'
import { lastDays } from './days.ts'
import { drawReport } from './picture.ts'
import { readReport } from './read-report.ts'
import { printReport } from './table.ts'

const USAGE = `What the line did, without names: npm run report -- [--days 7] [--svg FILE]
  --days   how many days, today included (7)
  --svg    where the picture goes (report.svg)`

const options = {
  days: { type: 'string', default: '7' },
  svg: { type: 'string', default: 'report.svg' },
} as const
const MOST_DAYS = 366

async function main(): Promise<number> {
  const { values, positionals } = readCommandLine('report', process.argv.slice(2), options)
  if (positionals.length > 0)
    throw new CommandError(`The report takes no "${positionals[0]}": --days 7 is how it is asked for.`)
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  const count = readDays(values.days)
  loadDotEnv()
  const { DATABASE_URL, TIME_ZONE } = readConfig()
  const now = new Date()
  const database = await openDatabase(DATABASE_URL)
  try {
    const report = await readReport(database, lastDays(count, now, TIME_ZONE), TIME_ZONE, now.getTime())
    console.log(printReport(report))
    writePicture(values.svg, drawReport(report))
    console.log(`The picture is in ${values.svg}.`)
    return 0
  } finally {
    await database.close()
  }
}

function readDays(text: string): number {
  const days = Number(text)
  if (/^\d+$/.test(text) && days >= 1 && days <= MOST_DAYS) return days
  throw new CommandError(`--days wants a whole number from 1 to ${MOST_DAYS}, not "${text}".`)
}

function writePicture(file: string, picture: string): void {
  try {
    writeFileSync(file, picture)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : error
    throw new CommandError(
      `The picture cannot be written to ${file} (${reason}): name another file with --svg.`,
    )
  }
}

await runToExit(main)
