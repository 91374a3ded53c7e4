/** What a measure found: the counts by name, and the same for the corrupted transcripts alone. */
export type Report<Outcome extends string> = {
  outcomes: readonly Outcome[]
  intact: Outcome[]
  corrupted: Outcome[]
}

/** All counts on one line of JSON, `shown` of the outcomes in their order. */
export function toJson<Outcome extends string>(
  { intact, corrupted }: Report<Outcome>,
  shown: Outcome[],
): string {
  const all = [...intact, ...corrupted]
  return JSON.stringify({ total: all.length, ...countEach(all, shown) })
}

/** The counts as a table to read, corrupted transcripts on a line of their own. */
export function toTable<Outcome extends string>({ outcomes, intact, corrupted }: Report<Outcome>): string {
  const row = (title: string, cells: string[]) =>
    title.padEnd(12) + cells.map((cell) => cell.padStart(10)).join('')
  const counts = (title: string, found: Outcome[]) =>
    row(title, [
      String(found.length),
      ...Object.values<number>(countEach(found, outcomes)).map(String),
      share(found),
    ])
  const lines = [row('', ['total', ...outcomes, 'right %']), counts('intact', intact)]
  return [...lines, ...(corrupted.length > 0 ? [counts('corrupted', corrupted)] : [])].join('\n')
}

function countEach<Outcome extends string>(
  found: Outcome[],
  outcomes: readonly Outcome[],
): Record<string, number> {
  return Object.fromEntries(
    outcomes.map((outcome) => [outcome, found.filter((each) => each === outcome).length]),
  )
}

function share(found: string[]): string {
  const right = found.filter((outcome) => outcome === 'right').length
  return found.length === 0 ? '' : ((100 * right) / found.length).toFixed(1)
}
