import { parseArgs } from 'node:util'
import { loadConfig } from '../config/config.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import { describeRequest, requestColumns, writeCsvLine, writeJsonLine } from '../requests/write.ts'
import type { Database } from '../store/database.ts'
import { readFailedDeliveries, retryFailedDeliveries } from '../store/request-deliveries.ts'
import { finishRequest, readRequests, type StoredRequest } from '../store/requests.ts'
import { readTime } from './read-time.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run -s requests -- [--all] [--since 2026-01-01] [--csv | --jsonl]
       npm run requests -- --done ID | --retry
  Lists what callers asked for, oldest first: the open requests, or all of them, from a time on. Times without an offset are
  in TIME_ZONE. With --done, marks a request as done. Below the list are those that the server of
  REQUESTS_URL has not taken in three days; with --retry, they are sent again.`

type Arguments = ReturnType<typeof readArguments>

async function main(): Promise<number> {
  const given = readArguments()
  const { DATABASE_URL, TIME_ZONE } = loadConfig()
  const since = given.since === undefined ? 0 : readTime('--since', given.since, TIME_ZONE)
  await withDatabase(DATABASE_URL, (database) => {
    if (given.retry) return retry(database, Date.now())
    if (given.done !== undefined) return finish(database, given.done, Date.now())
    return list(database, given, since, TIME_ZONE)
  })
  return 0
}

function readArguments() {
  const flag = { type: 'boolean', default: false } as const
  const text = { type: 'string' } as const
  const options = { all: flag, csv: flag, jsonl: flag, retry: flag, since: text, done: text }
  const { values } = parseArgs({ options })
  const { all, csv, jsonl, since, done, retry } = values
  if (csv && jsonl) throw new UsageError('Give one of --csv and --jsonl.')
  const isListed = all || csv || jsonl || since !== undefined
  if (done !== undefined && (isListed || retry)) throw new UsageError('--done takes an id and nothing else.')
  if (retry && isListed) throw new UsageError('--retry takes nothing else.')
  return { all, csv, jsonl, since, done, retry }
}

async function list(database: Database, { all, csv, jsonl }: Arguments, since: number, timeZone: string) {
  const write = (request: StoredRequest) => {
    if (csv) return writeCsvLine(request)
    return jsonl ? writeJsonLine(request) : describeRequest(request, timeZone)
  }
  if (csv) console.log(requestColumns.join(','))
  let count = 0
  for await (const request of readRequests(database, { since, isAll: all })) {
    console.log(write(request))
    count += 1
  }
  if (csv || jsonl) return
  if (count === 0) console.log(all ? 'There are no requests.' : 'There are no open requests.')
  await listFailed(database)
}

async function listFailed(database: Database) {
  const failed = await readFailedDeliveries(database)
  if (failed.length > 0) console.log('\nNot taken by the server of REQUESTS_URL (--retry sends them again):')
  for (const { id, tries, reason } of failed) console.log(`${id}  tries: ${tries}  ${reason}`)
}

async function retry(database: Database, at: number) {
  const count = await retryFailedDeliveries(database, at)
  console.log(count === 0 ? 'No delivery has failed.' : `To be sent again: ${count}.`)
}

async function finish(database: Database, id: string, at: number) {
  if (!(await finishRequest(database, { id, by: 'command', at })))
    throw new CommandError(`There is no open request ${id}.`)
  console.log(`Request ${id} is done.`)
}

await runCommand('requests', USAGE, main)
