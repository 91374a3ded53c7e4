import { noContext } from '../../src/directory/identification.ts'
import { identifyAt } from '../../src/directory/identify.ts'
import { NameBook } from '../../src/directory/name-book.ts'
import { usualThresholds } from '../../src/hearing/names/decide.ts'
import type { Database } from '../../src/store/database.ts'
import { readGeneration } from '../../src/store/name-keys.ts'
import { asHeard, type HeardName, idsOf } from './heard-names.ts'
import { judge, type Result } from './judge.ts'

/** The probabilities from which a name is accepted at once. */
const CURVE = [0.5, 0.7, 0.8, usualThresholds.accept, 0.92, 0.96, 0.99]

export type CurvePoint = { accept: number; results: Result[] }

/** Measures the same transcripts with each threshold. */
export async function measureCurve(database: Database, items: HeardName[]): Promise<CurvePoint[]> {
  const limits = CURVE.map((accept) => ({ ...usualThresholds, accept }))
  const points = CURVE.map((accept): CurvePoint => ({ accept, results: [] }))
  const book = new NameBook(database)
  await book.refresh()
  const index = await book.at(await readGeneration(database))
  const deciding = { queries: database, index, isEven: false, callers: new Set<string>() }
  for (const item of items) {
    const found = await identifyAt(limits, deciding, asHeard(item), noContext)
    const without = { ...noContext, declined: await idsOf(database, item.truth) }
    const absent = await identifyAt(limits, deciding, asHeard(item), without)
    for (const [at, point] of points.entries()) {
      const outcome = judge(found[at] ?? { kind: 'nothing' }, item.truth)
      point.results.push({ item, outcome, ms: 0, rows: 0, absent: absent[at]?.kind ?? 'nothing' })
    }
  }
  book.close()
  return points
}
