import type { Outcome, Result } from './judge.ts'
import type { CurvePoint } from './names-curve.ts'

/** The counts as one line of JSON. */
export function namesJson(results: Result[]): string {
  const { count, absent } = counts(results)
  return JSON.stringify({
    total: results.length,
    right: count('right'),
    wrong: count('wrong'),
    asked: count('asked') + count('asked-next'),
    asked_wrong: count('asked-wrong'),
    nobody: count('nobody'),
    p50_ms: quantile(results, 0.5),
    p99_ms: quantile(results, 0.99),
    ...(absent > 0 && {
      absent,
      absent_accepted: results.filter((result) => result.absent === 'one').length,
    }),
  })
}

/** The shares as a table: of all transcripts, by how well they were heard, and by source. */
export function namesTable(results: Result[]): string {
  const rows = results.reduce((sum, result) => sum + result.rows, 0) / results.length
  const most = Math.max(...results.map((result) => result.rows))
  return [
    row(HEADINGS),
    ...groups(results).map(([name, some]) => row([name, ...figures(some)])),
    '',
    'right: accepted outright. asked: "Did you mean", or the private question among at most three; next: the same once',
    'the first name was declined. found: right, asked or next. absent: accepted outright though not on file. Shares in %.',
    `A look-up: p50 ${quantile(results, 0.5)} ms, p99 ${quantile(results, 0.99)} ms, rows read ${rows.toFixed(1)}, at most ${most}.`,
  ].join('\n')
}

/** The shares at other thresholds. */
export function curveTable(points: CurvePoint[]): string {
  const rows = points.map(({ accept, results }) => row([`accept from ${accept}`, ...figures(results)]))
  return [row(HEADINGS), ...rows].join('\n')
}

const HEADINGS = ['', 'total', 'right', 'asked', 'next', 'wrong', 'asked wrong', 'nobody', 'found', 'absent']

function counts(results: Result[]) {
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length
  return { count, absent: results.filter((result) => result.absent !== undefined).length }
}

function figures(results: Result[]): string[] {
  const { count, absent } = counts(results)
  const share = (number: number) => ((100 * number) / results.length).toFixed(1)
  const found = count('right') + count('asked') + count('asked-next')
  const outcomes: Outcome[] = ['right', 'asked', 'asked-next', 'wrong', 'asked-wrong', 'nobody']
  const accepted = results.filter((result) => result.absent === 'one').length
  const last = absent > 0 ? share(accepted) : '-'
  return [String(results.length), ...outcomes.map((outcome) => share(count(outcome))), share(found), last]
}

/** All transcripts, those of each source, and recognised ones by their share of wrong phonemes. */
function groups(results: Result[]): [name: string, results: Result[]][] {
  const by = (name: string, isIn: (result: Result) => boolean): [string, Result[]] => [
    name,
    results.filter(isIn),
  ]
  const sources = [...new Set(results.flatMap(({ item }) => item.source ?? []))]
  const between = (from: number, to: number) => (result: Result) => {
    const { per } = result.item
    return per !== undefined && per > from && per <= to
  }
  const all = [
    by('all', () => true),
    by('phone errors to .30', between(-1, 0.3)),
    by('phone errors to .50', between(0.3, 0.5)),
    by('phone errors over', between(0.5, 99)),
    by('variants', ({ item }) => item.source !== undefined && !item.source.startsWith('asr-')),
    ...sources.map((source) => by(`  ${source}`, ({ item }) => item.source === source)),
  ]
  return all.filter(([, some]) => some.length > 0)
}

function row(cells: string[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(22) : cell.padStart(at === 6 ? 12 : 8))).join('')
}

function quantile(results: Result[], share: number): number {
  const sorted = results.map(({ ms }) => ms).sort((a, b) => a - b)
  return Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2))
}
