import { parseArgs } from 'node:util'
import { runCommand, UsageError } from '../database-command.ts'
import { type Locked, unlock } from './unlock.ts'

const USAGE = `usage: npm run unlock -- --client ID | --number +12025550123
  --client   lets PINs open this client's record again
  --number   lets PINs from this calling number be right again`

function readArguments(): Locked {
  const options = { client: { type: 'string' }, number: { type: 'string' } } as const
  const { client, number } = parseArgs({ options }).values
  if (client && !number) return { client }
  if (number && !client) return { number }
  throw new UsageError('Name one client or one number.')
}

await runCommand(USAGE, async (database, config) => {
  console.log(await unlock(database, readArguments(), config.PIN_SECRET, Date.now()))
})
