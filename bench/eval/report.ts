/** The outcomes of a measurement, those of corrupted transcripts apart. */
export type Report<Outcome extends string> = {
  outcomes: readonly Outcome[]
  intact: Outcome[]
  corrupted: Outcome[]
}

/** The counts of the outcomes in `shown` as one line of JSON. */
export function toJson<Outcome extends string>(
  { intact, corrupted }: Report<Outcome>,
  shown: Outcome[],
): string {
  const all = [...intact, ...corrupted]
  return JSON.stringify({ total: all.length, ...countEach(all, shown) })
}

/** The counts as a table, with a row for corrupted transcripts. */
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
