import { type Day, endings, type Report, textNames, textStates } from './read-report.ts'

/** The report for a terminal. */
export function printReport({ days, hungUpAt, handedOver, timeZone }: Report): string {
  const header = [
    'day',
    'calls',
    ...endings,
    'name not found',
    ...textStates.map((state) => textNames[state]),
  ]
  const rows = days.map((day) => [day.date, ...figuresOf(day).map(String)])
  const figures = days.map(figuresOf)
  const total = header.slice(1).map((_, i) => String(figures.reduce((sum, row) => sum + (row[i] ?? 0), 0)))
  return [
    `Calls of the last ${days.length === 1 ? 'day' : `${days.length} days`} (${timeZone})`,
    '',
    ...align([header, ...rows, ['total', ...total]]),
    '',
    `Where callers hung up, by the question that was open: ${listOf(hungUpAt) || 'nowhere'}`,
    `Why callers were handed over, or given up on: ${listOf(handedOver) || 'nobody was'}`,
  ].join('\n')
}

function listOf(counts: [string, number][]): string {
  return counts.map(([name, calls]) => `${name} ${calls}`).join(', ')
}

function figuresOf({ calls, endings: ended, namesMissed, texts }: Day): number[] {
  return [calls, ...endings.map((one) => ended[one]), namesMissed, ...textStates.map((one) => texts[one])]
}

function align(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  return rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  )
}
