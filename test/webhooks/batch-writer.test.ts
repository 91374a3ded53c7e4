import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { BatchWriter } from '../../src/webhooks/batch-writer.ts'

/** Notes what is written; can be told to fail, or to take its time. */
function openNotes() {
  const notes = {
    ...{ written: [] as string[][], failures: [] as number[], tried: [] as number[] },
    ...{ isFailing: false, isSlow: false },
  }
  const later = new BatchWriter<string>({
    delayMs: 1,
    retryMs: 20,
    async write(rows) {
      notes.tried.push(rows.length)
      if (notes.isSlow) await wait(20)
      if (notes.isFailing) throw new Error('no database')
      notes.written.push(rows)
    },
    onFailure: (_error, rows) => void notes.failures.push(rows),
  })
  return { notes, later }
}

test('rows that come together are written together, in their order', async () => {
  const { notes, later } = openNotes()
  for (const row of ['a', 'b', 'c']) later.add(row)
  await later.written()
  expect(notes.written).toEqual([['a', 'b', 'c']])
})

test('what is added while others are written is written after them, and waited for', async () => {
  const { notes, later } = openNotes()
  notes.isSlow = true
  later.add('a')
  await wait(10)
  later.add('b')
  await later.written()
  expect(notes.written).toEqual([['a'], ['b']])
})

test('rows that could not be written wait for the next time, before those that came since', async () => {
  const { notes, later } = openNotes()
  notes.isFailing = true
  later.add('a')
  await expect(later.written()).rejects.toThrow('no database')
  later.add('b')
  notes.isFailing = false
  await later.written()
  expect(notes.written).toEqual([['a', 'b']])
  expect(notes.failures.every((rows) => rows === 1)).toBe(true)
})

test('without a database the newest rows are kept, not all', async () => {
  const { notes, later } = openNotes()
  for (let row = 0; row < 20_005; row++) later.add(`${row}`)
  await later.written()
  expect(notes.written.flat()).toHaveLength(20_000)
  expect(notes.written[0]?.[0]).toBe('5')
})

test('however many rows wait, a failed write repeats a few hundred, and keeps no more than the newest', async () => {
  const { notes, later } = openNotes()
  notes.isFailing = true
  for (let row = 0; row < 20_000; row++) later.add(`${row}`)
  const first = later.written()
  await expect(first).rejects.toThrow('no database')
  for (let row = 20_000; row < 30_000; row++) later.add(`${row}`)
  await expect(later.written()).rejects.toThrow('no database')
  expect(Math.max(...notes.tried)).toBe(300)
  notes.isFailing = false
  await later.written()
  expect(Math.max(...notes.tried)).toBe(300)
  expect(notes.written.flat()).toEqual(Array.from({ length: 20_000 }, (_, row) => `${row + 10_000}`))
})

test('a database that cannot be written to is not asked again at once', async () => {
  const { notes, later } = openNotes()
  notes.isFailing = true
  later.add('a')
  await later.written().catch(() => {})
  const started = performance.now()
  await later.written().catch(() => {})
  expect(performance.now() - started).toBeGreaterThan(15)
  expect(notes.failures).toEqual([1, 1])
})

test('whoever closes has the rest written, and nothing is tried after that', async () => {
  const { notes, later } = openNotes()
  later.add('a')
  await later.close()
  expect(notes.written).toEqual([['a']])
  notes.isFailing = true
  later.add('b')
  await expect(later.close()).rejects.toThrow('no database')
  await wait(60)
  expect(notes.failures).toEqual([1])
})
