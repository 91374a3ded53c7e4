import type { Results } from './results.ts'
import { type Table, tablesOf } from './tables.ts'

/** The whole of docs/benchmark.md, which is never written by hand. */
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

${where}${note} This page is written by:

\`\`\`sh
npm run bench -- --write            # all parts, or some: webhooks directory calls servers
npm run bench -- --quick            # takes a few minutes, up to 100,000 clients
\`\`\`

![CPU per webhook, look-ups, simultaneous calls, servers](benchmark.svg)

frontdesk runs as with \`npm start\` in production: it checks signatures, signs and verifies progress, records every call
in its database and logs a line per webhook. *Bare Fastify* reads the form and returns a document that frontdesk made
earlier: an upper bound. *Express and the vendor’s library* follows the vendor’s samples: signature middleware, document
builder, clients in a list, no record and no log. The load comes from a second process: whole signed calls, 16 at once,
each with voice, name, PIN and “no”. The three servers take turns in every round, so that other load on the machine
affects all of them; figures are medians of the rounds. CPU is the operating system’s count for the server’s process,
with its threads and the kernel. At full load, connections are kept, or opened for every webhook. _Paced_ is 100 callers
who take 0.3 s for an answer: after an idle moment a webhook costs every server more.

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
