import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Compared, type Copied, copyDatabase } from '../copy/copy-database.ts'
import { createReport } from '../copy/copy-report.ts'
import { isSame } from '../copy/digest.ts'
import { placeOf } from '../copy/place.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import { databaseFile } from '../store/open.ts'
import { runCommand } from './run-command.ts'
import { stopSignal } from './stop-signal.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run copy -- --from file:./data/frontdesk.db --to postgres://user:password@host/name
  Stop the servers on the first database before, and start them on the second one afterwards.
  Both databases are migrated to the current schema first. An interrupted copy continues when it is run again.`

type Arguments = { from: string; to: string }

async function main(): Promise<number> {
  const urls = readArguments()
  const { compared, before } = await copyBetween(urls)
  for (const one of compared) console.log(lineOf(one))
  const isDone = compared.every(({ from, to }) => isSame(from, to))
  console.log(
    isDone ? 'Both databases hold the same data.' : explainDifference(before?.source, placeOf(urls.from)),
  )
  return isDone ? 0 : 1
}

function explainDifference(copied: string | undefined, given: string | undefined): string {
  if (copied && copied !== given) {
    return `The databases differ: the target is a finished copy of ${copied}. Copy another one into an empty database.`
  }
  return (
    'The databases differ. If one of them is in use, stop its servers and run this again. A copy that was finished ' +
    'before is not changed any more: copy into an empty database instead.'
  )
}

function readArguments(): Arguments {
  const { from, to } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } }).values
  const given = { from: readUrl('--from', from), to: readUrl('--to', to) }
  const place = placeOf(given.from)
  const isOne = given.from === given.to || (place !== undefined && place === placeOf(given.to))
  if (isOne) throw new UsageError('--from and --to are the same database.')
  return given
}

function readUrl(option: string, url = ''): string {
  if (/^(file:.|postgres(ql)?:\/\/.)/.test(url)) return url
  throw new UsageError(`${option} must be file:PATH or postgres://user:password@host/name.`)
}

async function copyBetween(urls: Arguments): Promise<Copied> {
  if (isMissing(urls.from)) throw new CommandError(`There is no database ${urls.from}.`)
  return withDatabase(urls.from, (source) =>
    withDatabase(urls.to, (target) => {
      const report = createReport(process.stderr)
      const signal = stopSignal(new CommandError('Interrupted. Run the same command again to continue.'))
      return copyDatabase(source, target, { urls, signal, report }).finally(report.end)
    }),
  )
}

/** Opening a missing SQLite file would create it. */
function isMissing(url: string): boolean {
  try {
    return url.startsWith('file:') && !existsSync(databaseFile(url))
  } catch {
    // What is wrong with such a URL is said when it is opened.
    return false
  }
}

function lineOf({ table, from, to }: Compared): string {
  const verdict = isSame(from, to) ? 'the same' : `differs: ${to.rows} rows, ${to.hash.slice(0, 16)}`
  return `${table.padEnd(20)} ${String(from.rows).padStart(9)} rows  ${from.hash.slice(0, 16)}  ${verdict}`
}

await runCommand('copy', USAGE, main)
