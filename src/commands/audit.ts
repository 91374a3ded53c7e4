import { parseArgs } from 'node:util'
import { loadConfig } from '../config/config.ts'
import { UsageError } from '../errors/command-error.ts'
import { columns, formats, writeAuditLine } from '../retention/audit.ts'
import { readAudit } from '../store/audit.ts'
import { readTime } from './read-time.ts'
import { runCommand } from './run-command.ts'
import { withDatabase } from './with-database.ts'

const USAGE = `usage: npm run --silent audit -- --since 2026-01-01 [--until 2026-02-01T12:00] [--client ID] [--format csv|jsonl]
  Lists what was told, texted, looked up and erased: when, in which call, about which client, and how the caller was verified.
  The default format is csv. Times without an offset are in TIME_ZONE. The list ends before --until.`

async function main(): Promise<number> {
  const { since, until, client, format } = readArguments()
  const { DATABASE_URL, TIME_ZONE } = loadConfig()
  const range = {
    since: readTime('--since', since, TIME_ZONE),
    until: until === undefined ? Number.MAX_SAFE_INTEGER : readTime('--until', until, TIME_ZONE),
    client,
  }
  await withDatabase(DATABASE_URL, async (database) => {
    if (format === 'csv') console.log(columns.join(','))
    for await (const entry of readAudit(database, range)) console.log(writeAuditLine(entry, format))
  })
  return 0
}

function readArguments() {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { since: text, until: text, client: text, format: text } })
  const { since, until, client } = values
  const format = formats.find((one) => one === (values.format ?? 'csv'))
  if (!since) throw new UsageError('--since is required.')
  if (!format) throw new UsageError(`--format must be csv or jsonl, not "${values.format}".`)
  return { since, until, client, format }
}

await runCommand('audit', USAGE, main)
