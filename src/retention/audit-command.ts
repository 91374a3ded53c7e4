import { parseArgs } from 'node:util'
import { runCommand, UsageError } from '../database-command.ts'
import { readMoment } from '../directory/moment.ts'
import { readAudit } from '../store/audit.ts'
import { columns, formats, writeAuditLine } from './audit.ts'

const USAGE = `usage: npm run --silent audit -- --since 2026-01-01 [--until 2026-02-01T12:00] [--client ID] [--format csv|jsonl]
  Writes what was told, texted and erased: when, in which call, of which client, how verified. csv is the default.
  Times without an offset are in TIME_ZONE; --until is not part of the export.`

function readArguments(timeZone: string) {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { since: text, until: text, client: text, format: text } })
  const format = formats.find((one) => one === (values.format ?? 'csv'))
  if (!values.since) throw new UsageError('Say from when on, with --since.')
  if (!format) throw new UsageError('The format is csv or jsonl.')
  const until =
    values.until === undefined ? Number.MAX_SAFE_INTEGER : readTime('--until', values.until, timeZone)
  return { since: readTime('--since', values.since, timeZone), until, client: values.client, format }
}

/** A day alone is its first minute. */
function readTime(name: string, text: string, timeZone: string): number {
  const moment = readMoment(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text, timeZone)
  if ('fault' in moment) throw new UsageError(`${name} ${moment.fault}.`)
  return moment.at
}

await runCommand(USAGE, async (database, config) => {
  const { format, ...range } = readArguments(config.TIME_ZONE)
  if (format === 'csv') console.log(columns.join(','))
  for await (const entry of readAudit(database, range)) console.log(writeAuditLine(entry, format))
})
