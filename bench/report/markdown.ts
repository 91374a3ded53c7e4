import type { Results } from './results.ts'
import { type Table, tablesOf } from './tables.ts'

/** docs/benchmark.md, whole: it is written by the command and never by hand. */
export function markdownOf(results: Results): string {
  return [introduction(results), ...tablesOf(results).map(sectionOf)].join('\n')
}

/** The same tables for a terminal. */
export function textOf(results: Results): string {
  return tablesOf(results).map(plainTable).join('\n\n')
}

function introduction({ machine }: Results): string {
  const where = machine
    ? `Measured on ${machine.date} with Node ${machine.node} on ${machine.cores} cores (${machine.processor}), ${machine.memoryGb} GB.`
    : ''
  const note = machine?.note ? ` ${machine.note}` : ''
  return `# Benchmark

${where}${note} Made by the command that remakes it:

\`\`\`sh
npm run bench -- --write            # all parts; or name some: webhooks directory calls servers
npm run bench -- --quick            # a look in a few minutes, up to 100,000 clients
\`\`\`

![CPU a webhook, look-ups, simultaneous calls, servers](benchmark.svg)

frontdesk runs as \`npm start\` runs it in production: signatures checked, progress signed and verified, every call
recorded in its database, a log line a webhook. *Bare Fastify* reads the form and returns what frontdesk answered once:
the ceiling. *Express and the vendor’s library* is what the vendor’s samples lead to: its signature middleware, its
document builder, the clients in a list, no record and no log. The load comes from a second process: whole signed calls,
16 at once, each voice, name, PIN and “no”. The three take turns in every round, so that a busy moment of the machine
falls on all of them; figures are medians of the rounds. CPU is what the operating system counted for the server’s
process, threads and kernel included. At full load, connections are kept, or opened anew for every webhook; _paced_ is
100 callers who take 0.3 s for an answer: with idle moments in between every webhook costs every server more.

The numbers in full are in [benchmark.json](benchmark.json).
`
}

function sectionOf({ title, head, rows, notes }: Table): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  const table = [line(head), line(head.map(() => '---')), ...rows.map(line)]
  return [`## ${title}`, '', ...table, '', ...notes.map((note) => `${note}\n`)].join('\n')
}

function plainTable({ title, head, rows, notes }: Table): string {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((cells) => cells[i]?.length ?? 0)))
  const line = (cells: string[]) => cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')
  return [title, line(head), ...rows.map(line), ...notes].join('\n')
}
