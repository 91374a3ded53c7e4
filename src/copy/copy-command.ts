import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Database, DatabaseUnusable } from '../store/database.ts'
import { databaseFile, openDatabase } from '../store/open.ts'
import { type Compared, copyDatabase } from './copy-database.ts'
import { createReport } from './copy-report.ts'
import { isSame } from './digest.ts'

const USAGE = `usage: npm run copy -- --from file:./data/frontdesk.db --to postgres://user:password@host/name
  Stop the servers on the first database before, and start them on the second one after.
  Interrupted, it goes on when it is run again.`

type Arguments = { from: string; to: string }

/** Copies one database into another: exit code 0 when both hold the same. */
async function main(): Promise<number> {
  const given = readArguments()
  if (!given) {
    console.error(USAGE)
    return 1
  }
  try {
    const compared = await copyBetween(given)
    for (const one of compared) console.log(lineOf(one))
    const isDone = compared.every(({ from, to }) => isSame(from, to))
    console.log(isDone ? 'Both databases hold the same.' : DIFFERENT)
    return isDone ? 0 : 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 1
  }
}

const DIFFERENT =
  'The databases differ. Is one of them in use? Stop the servers of the first and run this again; where the copy was ' +
  'finished before, it is not touched again: copy into an empty database.'

function readArguments(): Arguments | undefined {
  try {
    const { from, to } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } }).values
    return from && to && from !== to ? { from, to } : undefined
  } catch {
    return undefined
  }
}

async function copyBetween({ from, to }: Arguments): Promise<Compared[]> {
  if (from.startsWith('file:') && !existsSync(databaseFile(from))) {
    throw new DatabaseUnusable(`There is no database ${from}.`)
  }
  const opened: Database[] = []
  const report = createReport(process.stderr)
  try {
    const source = await openDatabase(from)
    opened.push(source)
    const target = await openDatabase(to)
    opened.push(target)
    return await copyDatabase(source, target, { signal: stopSignal(), report })
  } finally {
    report.end()
    for (const database of opened) await database.close()
  }
}

function stopSignal(): AbortSignal {
  const stop = new AbortController()
  const reason = new Error('It was stopped; run the same command again and it goes on.')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(reason))
  return stop.signal
}

function lineOf({ table, from, to }: Compared): string {
  const verdict = isSame(from, to) ? 'the same' : `differs: ${to.rows} rows, ${to.hash.slice(0, 16)}`
  return `${table.padEnd(20)} ${String(from.rows).padStart(9)} rows  ${from.hash.slice(0, 16)}  ${verdict}`
}

process.exitCode = await main()
