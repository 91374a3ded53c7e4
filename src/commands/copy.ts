import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Compared, type Copied, copyDatabase } from '../copy/copy-database.ts'
import { createReport } from '../copy/copy-report.ts'
import { isSame } from '../copy/digest.ts'
import { placeOf } from '../copy/place.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import { databaseFile } from '../store/open.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run copy -- --from file:./data/frontdesk.db --to postgres://user:password@host/name
  Stop the servers on the first database before, and start them on the second one after.
  Both are brought to the schema of this frontdesk first. Interrupted, it goes on when it is run again.`

type Arguments = { from: string; to: string }

/** Copies one database into another: exit code 0 when both hold the same. */
async function main(): Promise<number> {
  const urls = readArguments()
  const { compared, before } = await copyBetween(urls)
  for (const one of compared) console.log(lineOf(one))
  const isDone = compared.every(({ from, to }) => isSame(from, to))
  console.log(isDone ? 'Both databases hold the same.' : whyDifferent(before?.source, placeOf(urls.from)))
  return isDone ? 0 : 1
}

function whyDifferent(copied: string | undefined, given: string | undefined): string {
  if (!copied || copied === given) return DIFFERENT
  return `The databases differ: the target is a finished copy of ${copied}. Copy another one into an empty database.`
}

const DIFFERENT =
  'The databases differ. Is one of them in use? Stop the servers of the first and run this again; where the copy was ' +
  'finished before, it is not touched again: copy into an empty database.'

function readArguments(): Arguments {
  const { from, to } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } }).values
  const given = { from: readUrl('--from', from), to: readUrl('--to', to) }
  const place = placeOf(given.from)
  const isOne = given.from === given.to || (place !== undefined && place === placeOf(given.to))
  if (isOne) throw new UsageError('--from and --to are the same database: name two.')
  return given
}

function readUrl(option: string, url = ''): string {
  if (/^(file:.|postgres(ql)?:\/\/.)/.test(url)) return url
  throw new UsageError(`${option} wants a database: file:PATH or postgres://user:password@host/name.`)
}

async function copyBetween(urls: Arguments): Promise<Copied> {
  if (isMissing(urls.from)) throw new CommandError(`There is no database ${urls.from}.`)
  return withDatabase(urls.from, (source) =>
    withDatabase(urls.to, (target) => {
      const report = createReport(process.stderr)
      return copyDatabase(source, target, { urls, signal: stopSignal(), report }).finally(report.end)
    }),
  )
}

/** Opening a file that is not there would make it. */
function isMissing(url: string): boolean {
  try {
    return url.startsWith('file:') && !existsSync(databaseFile(url))
  } catch {
    // A URL that names no file is explained when it is opened.
    return false
  }
}

function stopSignal(): AbortSignal {
  const stop = new AbortController()
  const reason = new CommandError('It was stopped; run the same command again and it goes on.')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(reason))
  return stop.signal
}

function lineOf({ table, from, to }: Compared): string {
  const verdict = isSame(from, to) ? 'the same' : `differs: ${to.rows} rows, ${to.hash.slice(0, 16)}`
  return `${table.padEnd(20)} ${String(from.rows).padStart(9)} rows  ${from.hash.slice(0, 16)}  ${verdict}`
}

await runCommand('copy', USAGE, main)
