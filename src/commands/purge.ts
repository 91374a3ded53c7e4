import { parseArgs } from 'node:util'
import { loadConfig } from '../config/config.ts'
import { LOG_IN_USE, purge } from '../retention/purge.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run purge
  Removes the details of calls that are older than RETENTION_DAYS.`

async function main(): Promise<number> {
  // Takes no arguments; parseArgs refuses any.
  parseArgs({ options: {} })
  const { DATABASE_URL, RETENTION_DAYS } = loadConfig()
  const removed = await withDatabase(DATABASE_URL, async (database) => {
    const counts = await purge(database, RETENTION_DAYS, Date.now())
    if (!(await database.clearLog())) console.error(`Note: ${LOG_IN_USE}.`)
    return counts
  })
  const counts = Object.entries(removed).map(([kind, count]) => `${count} ${kind}`)
  console.log(`Removed what is older than ${RETENTION_DAYS} days: ${counts.join(', ')}.`)
  return 0
}

await runCommand('purge', USAGE, main)
