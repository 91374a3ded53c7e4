import { parseArgs } from 'node:util'
import { loadConfig } from '../config/config.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import { erase } from '../retention/erase.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run erase -- --client ID
  Removes the client, their appointments, their texts that have not left, and their PIN entries.
  What stays is by their id alone: the record of what was disclosed, and that they were erased.`

async function main(): Promise<void> {
  const { client } = parseArgs({ options: { client: { type: 'string' } } }).values
  if (!client) throw new UsageError('Name a client with --client.')
  const sayWaiting = () => console.error('Waiting for an import …')
  const isErased = await withDatabase(loadConfig().DATABASE_URL, (database) =>
    erase(database, client, Date.now(), sayWaiting),
  )
  if (!isErased) throw new CommandError(`There is no client ${client}.`)
  console.log(
    `Client ${client} is erased. Leave them out of the next file, too: an import puts them on file again.`,
  )
}

await runCommand('erase', USAGE, main)
