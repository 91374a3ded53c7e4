import { parseArgs } from 'node:util'
import { deskUrlOf } from '../config/address.ts'
import { type Config, loadConfig } from '../config/config.ts'
import { accountName, addAccount } from '../desk/accounts/accounts.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import type { Database } from '../store/database.ts'
import { type DeskAccount, listAccounts, removeAccount } from '../store/desk-accounts.ts'
import { writeWallTime } from '../time/zone.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run desk -- add NAME | remove NAME | list | sample
  add      lets somebody use the desk, and prints a link for choosing a password; again, to replace a forgotten one
  remove   ends that, and signs them out
  list     who may use the desk
  sample   in development: plays a day of calls to look at; with REQUESTS=on and KEEP_MISHEARD=on every page
           has something on it`

async function main(): Promise<number> {
  const { positionals } = parseArgs({ allowPositionals: true })
  const [action, given, ...more] = positionals
  if (action === 'sample' && given === undefined) return playSample()
  const isList = action === 'list' && given === undefined
  const isOne = (action === 'add' || action === 'remove') && given !== undefined && more.length === 0
  if (!isList && !isOne) throw new UsageError('Give add NAME, remove NAME, list or sample.')
  const config = loadConfig()
  console.log(
    await withDatabase(config.DATABASE_URL, (database) =>
      isList ? list(database, config) : change(database, config, action, given ?? ''),
    ),
  )
  return 0
}

async function playSample(): Promise<number> {
  const { development, PIN_LENGTH } = loadConfig()
  if (!development) throw new CommandError('Sample calls are played in development only.')
  const { playSampleDay } = await import('../development/sample-day.ts')
  const { reachServer } = await import('./reach-server.ts')
  const { target, close } = await reachServer((text) => process.stderr.write(text))
  try {
    console.log(`${await playSampleDay(target, PIN_LENGTH)} calls were played: open /desk of the server.`)
    return 0
  } finally {
    await close()
  }
}

async function change(database: Database, config: Config, action: string | undefined, given: string) {
  const name = accountName(given)
  if (name === undefined)
    throw new UsageError('NAME must be up to 40 letters without accents, digits, and . _ - @ within it.')
  if (action === 'add') return add(database, config, name)
  if (await removeAccount(database, name)) return `${name} may no longer use the desk.`
  throw new CommandError(`There is no account ${name}: "npm run desk -- list" shows them.`)
}

async function add(database: Database, config: Config, name: string): Promise<string> {
  if (config.DESK_PORT === undefined)
    throw new CommandError(
      'Set DESK_PORT first: without it there is no desk in production, and in development it asks for no password.',
    )
  const path = await addAccount(database, name, Date.now())
  return `Give this link to ${name}. It is good for one password, until this time tomorrow:\n${deskUrlOf(config)}${path}`
}

async function list(database: Database, { TIME_ZONE }: Config): Promise<string> {
  const accounts = await listAccounts(database)
  if (accounts.length === 0) return 'Nobody may use the desk yet: "npm run desk -- add NAME" adds an account.'
  return accounts.map((account) => describe(account, TIME_ZONE)).join('\n')
}

function describe({ name, passwordHash, linkUntil }: DeskAccount, timeZone: string): string {
  const password = passwordHash === null ? 'no password yet' : 'has a password'
  const link = linkUntil > Date.now() ? [`link until ${writeWallTime(linkUntil, timeZone)}`] : []
  return [name, password, ...link].join('  ')
}

await runCommand('desk', USAGE, main)
