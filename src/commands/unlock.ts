import { parseArgs } from 'node:util'
import { loadConfig } from '../config/config.ts'
import { UsageError } from '../errors/command-error.ts'
import { isCallerNumber } from '../phone-numbers/caller-number.ts'
import { describeLocked, type Locked, unlock } from '../pins/unlock.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run unlock -- --client ID | --number +12025550123 | --number withheld | --list
  --client   accepts PINs for this client again
  --number   accepts PINs from this calling number again, or from withheld ones
  --list     shows who is locked`

async function main(): Promise<number> {
  const locked = readArguments()
  const { DATABASE_URL, PIN_SECRET } = loadConfig()
  const result = await withDatabase(DATABASE_URL, (database) =>
    locked === 'list'
      ? describeLocked(database, Date.now())
      : unlock(database, locked, PIN_SECRET, Date.now()),
  )
  console.log(result)
  return 0
}

function readArguments(): Locked | 'list' {
  const options = {
    client: { type: 'string' },
    number: { type: 'string' },
    list: { type: 'boolean' },
  } as const
  const { client, number, list } = parseArgs({ options }).values
  if ([client, number, list].filter(Boolean).length !== 1)
    throw new UsageError('Give one of --client, --number and --list.')
  if (list) return 'list'
  if (client) return { client }
  if (number === 'withheld' || (number && isCallerNumber(number))) return { number }
  throw new UsageError('--number must be a number in E.164, such as +12025550123, or "withheld".')
}

await runCommand('unlock', USAGE, main)
