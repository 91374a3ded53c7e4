import { parseArgs } from 'node:util'
import { runCommand, UsageError } from '../database-command.ts'
import { erase } from './erase.ts'

const USAGE = `usage: npm run erase -- --client ID
  Removes the client, their appointments, their texts that have not left, and their PIN entries.
  What stays is by their id alone: the record of what was disclosed, and that they were erased.`

await runCommand(USAGE, async (database) => {
  const { client } = parseArgs({ options: { client: { type: 'string' } } }).values
  if (!client) throw new UsageError('Name a client.')
  const isErased = await erase(database, client, Date.now(), () => console.error('Waiting for an import …'))
  if (!isErased) throw new Error(`There is no client ${client}.`)
  console.log(
    `Client ${client} is erased. Leave them out of the next file, too: an import puts them on file again.`,
  )
})
