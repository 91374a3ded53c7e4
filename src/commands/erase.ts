import { parseArgs } from 'node:util'
import { loadConfig } from '../config/config.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import { erase } from '../retention/erase.ts'
import { LOG_IN_USE } from '../retention/purge.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run erase -- --client ID
  Removes the client, their appointments, their unsent texts and their PIN entries.
  The record of disclosures, and of the erasure itself, stays under the client's id alone.`

async function main(): Promise<number> {
  const { client } = parseArgs({ options: { client: { type: 'string' } } }).values
  if (!client) throw new UsageError('--client is required.')
  const sayWaiting = () => console.error('Waiting for an import …')
  const isErased = await withDatabase(loadConfig().DATABASE_URL, async (database) => {
    const isErased = await erase(database, client, Date.now(), { onWait: sayWaiting })
    if (isErased && !(await database.clearLog())) console.error(`Note: ${LOG_IN_USE}.`)
    return isErased
  })
  if (!isErased) throw new CommandError(`There is no client ${client}.`)
  console.log(
    `Client ${client} is erased. Leave them out of the next CSV file too: an import would add them again.`,
  )
  return 0
}

await runCommand('erase', USAGE, main)
