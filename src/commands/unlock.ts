import { parseArgs } from 'node:util'
import { loadConfig } from '../config/config.ts'
import { UsageError } from '../errors/command-error.ts'
import { isTextable } from '../phone-numbers/textable.ts'
import { type Locked, unlock } from '../pins/unlock.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run unlock -- --client ID | --number +12025550123
  --client   lets PINs open this client's record again
  --number   lets PINs from this calling number be right again`

async function main(): Promise<void> {
  const locked = readArguments()
  const { DATABASE_URL, PIN_SECRET } = loadConfig()
  await withDatabase(DATABASE_URL, async (database) => {
    console.log(await unlock(database, locked, PIN_SECRET, Date.now()))
  })
}

function readArguments(): Locked {
  const options = { client: { type: 'string' }, number: { type: 'string' } } as const
  const { client, number } = parseArgs({ options }).values
  if (!client === !number) throw new UsageError('Name one client with --client, or one number with --number.')
  if (client) return { client }
  // PINs are counted by such numbers alone: any other would be said not to be locked.
  if (number && isTextable(number)) return { number }
  throw new UsageError('--number wants the whole number, such as +12025550123.')
}

await runCommand('unlock', USAGE, main)
