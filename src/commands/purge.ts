import { parseArgs } from 'node:util'
import { loadConfig } from '../config/config.ts'
import { purge } from '../retention/purge.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

const USAGE = 'usage: npm run purge    removes the details of calls older than RETENTION_DAYS'

async function main(): Promise<void> {
  // It takes none; what is given all the same is refused.
  parseArgs({ options: {} })
  const { DATABASE_URL, RETENTION_DAYS } = loadConfig()
  await withDatabase(DATABASE_URL, async (database) => {
    const removed = await purge(database, RETENTION_DAYS, Date.now())
    const counts = Object.entries(removed).map(([kind, count]) => `${count} ${kind}`)
    console.log(`Removed what is older than ${RETENTION_DAYS} days: ${counts.join(', ')}.`)
  })
}

await runCommand('purge', USAGE, main)
