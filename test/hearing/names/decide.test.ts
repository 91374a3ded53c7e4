import { expect, test } from 'vitest'
import { decide, groupBySound } from '../../../src/hearing/names/decide.ts'

const candidate = (key: string, cost: number, chance = 0) => ({ key, cost, chance, bearers: 1 })
const apart = (key: string) => [key]
const nobody = new Set<string>()

function decideOn(candidates: ReturnType<typeof candidate>[], confidence?: number, callers = nobody) {
  return decide(groupBySound(candidates, apart, callers), { confidence, clients: 1000 })
}

test('a name heard exactly, with nobody near it, is accepted', () => {
  expect(decideOn([candidate('john smith', 0), candidate('jane marsh', 200)]).kind).toBe('accept')
})

test('with somebody else nearly as near, the best is asked about, then the next', () => {
  const decision = decideOn([candidate('steve chambers', 5), candidate('steven chambers', 50)])
  expect(decision).toMatchObject({ kind: 'ask', best: { candidates: [{ key: 'steve chambers' }] } })
  expect(decision).toMatchObject({ next: { candidates: [{ key: 'steven chambers' }] } })
})

test('a name heard just as it is written is taken though others come near', () => {
  const near = [candidate('jane doe', 0), candidate('john doe', 60), candidate('jane roe', 45)]
  expect(decideOn(near).kind).toBe('accept')
})

test('a common name in a large directory is asked about even when it was heard exactly', () => {
  expect(decideOn([candidate('john smith', 0, 12)]).kind).toBe('ask')
  expect(decideOn([{ ...candidate('john smith', 0, 12), bearers: 15 }]).kind).toBe('accept')
})

test('a name heard exactly is asked about, never refused, however many come near', () => {
  const near = Array.from({ length: 30 }, (_, n) => candidate(`mary lewi${n}`, 10))
  const groups = groupBySound([candidate('mary lewis', 0, 40), ...near], apart, nobody)
  const decision = decide(groups, { confidence: undefined, clients: 1_000_000 })
  expect(decision).toMatchObject({ kind: 'ask', best: { candidates: [{ key: 'mary lewis' }] } })
})

test('what is far off is refused', () => {
  expect(decideOn([candidate('john smith', 300)]).kind).toBe('refuse')
  expect(decideOn([]).kind).toBe('refuse')
})

test('a sure recogniser and the number on file both count', () => {
  const near = [candidate('john smith', 90)]
  expect(decideOn(near).kind).toBe('ask')
  expect(decideOn(near, 0.97).kind).toBe('accept')
  expect(decideOn(near, undefined, new Set(['john smith'])).kind).toBe('accept')
})

test('names that sound the same are one group', () => {
  const groups = groupBySound(
    [candidate('jon smith', 5), candidate('john smith', 0)],
    () => ['jan smiT'],
    nobody,
  )
  expect(groups).toHaveLength(1)
  expect(decide(groups, { confidence: undefined, clients: 1000 })).toMatchObject({ kind: 'accept' })
})

test('the number on file of a relative whose name is near counts for nothing against a name heard exactly', () => {
  const relatives = [candidate('joan roe', 0), candidate('john roe', 30)]
  const decision = decideOn(relatives, undefined, new Set(['john roe']))
  expect(decision).toMatchObject({ kind: 'accept', best: { candidates: [{ key: 'joan roe' }] } })
})
