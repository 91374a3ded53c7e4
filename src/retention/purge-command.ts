import { parseArgs } from 'node:util'
import { runCommand } from '../database-command.ts'
import { purge } from './purge.ts'

const USAGE = 'usage: npm run purge    removes the details of calls older than RETENTION_DAYS'

await runCommand(USAGE, async (database, { RETENTION_DAYS }) => {
  parseArgs({ options: {} })
  const removed = await purge(database, RETENTION_DAYS, Date.now())
  const counts = Object.entries(removed).map(([kind, count]) => `${count} ${kind}`)
  console.log(`Removed what is older than ${RETENTION_DAYS} days: ${counts.join(', ')}.`)
})
