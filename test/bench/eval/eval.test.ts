import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evaluateAnswers } from '../../../bench/eval/answers.ts'
import { evaluatePins } from '../../../bench/eval/pins.ts'
import { evaluateSentences } from '../../../bench/eval/sentences.ts'

const pinFile = 'bench/data/pin-dev.jsonl'
const answerFile = 'bench/data/yesno-dev.jsonl'

function fileWith(...lines: (object | string)[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'eval-')), 'items.jsonl')
  writeFileSync(
    file,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  )
  return file
}

test('of the PINs that were written as said, at least 97 % are heard and none wrong', () => {
  const [total = 0, right = 0, none, wrong] = readRow(evaluatePins(pinFile, false), 'intact')
  expect(right / total).toBeGreaterThanOrEqual(0.97)
  expect({ none, wrong }).toEqual({ none: total - right, wrong: 0 })
})

test('of the answers that were written as said, at least 97 % are heard and none turned round', () => {
  const [total = 0, right = 0, , flipped] = readRow(evaluateAnswers(answerFile, false), 'intact')
  expect(right / total).toBeGreaterThanOrEqual(0.97)
  expect(flipped).toBe(0)
})

test('of the sentences around a name, at least 97 % are heard, and wishes without one', () => {
  const [total = 0, right = 0] = readRow(evaluateSentences('bench/data/sentences-dev.jsonl', false), 'intact')
  expect(right / total).toBeGreaterThanOrEqual(0.97)
})

test('of the corrupted transcripts, no more than one in fifty is taken for something else', () => {
  const [pins = 0, , , wrong = 0] = readRow(evaluatePins(pinFile, false), 'corrupted')
  const [answers = 0, , , flipped = 0] = readRow(evaluateAnswers(answerFile, false), 'corrupted')
  expect(wrong / pins).toBeLessThanOrEqual(0.02)
  expect(flipped / answers).toBeLessThanOrEqual(0.02)
})

function readRow(table: string, title: string): number[] {
  const row = table.split('\n').find((line) => line.startsWith(title)) ?? ''
  return row.split(/ +/).slice(1).map(Number)
}

test('the counts of PINs come as one JSON object', () => {
  const file = fileWith(
    { heard: '1995', digits: '1995', len: 4, lang: 'en', source: 'mine' },
    { heard: 'what', digits: null, len: 4, lang: 'en' },
    { heard: 'dos mil cinco', digits: '2005', len: 4, lang: 'es' },
    { heard: 'mumble', digits: '2005', len: 4, lang: 'en' },
    { heard: '1996', digits: '1995', len: 4, lang: 'en', corrupted: true },
    { heard: '1996 no 1995', digits: '1995', len: 4, lang: 'en', or_none: true },
    '',
  )
  expect(evaluatePins(file, true)).toBe('{"total":6,"right":4,"none":1,"wrong":1}')
})

test('the counts of answers come as one JSON object', () => {
  const file = fileWith(
    { heard: 'yes', answer: 'yes', lang: 'en' },
    { heard: '', digits: '2', answer: 'no', lang: 'any' },
    { heard: 'no sé', answer: 'other', lang: 'es' },
    { heard: 'mumble', answer: 'yes', lang: 'en' },
    { heard: 'no', answer: 'yes', lang: 'en' },
    { heard: 'yes', answer: 'other', lang: 'en' },
  )
  expect(evaluateAnswers(file, true)).toBe('{"total":6,"right":3,"unclear":1,"flipped":1}')
})

test('corrupted transcripts are counted apart', () => {
  const file = fileWith(
    { heard: '1995', digits: '1995', len: 4, lang: 'en' },
    { heard: '1996', digits: '1995', len: 4, lang: 'en', corrupted: true },
  )
  expect(
    evaluatePins(file, false)
      .split('\n')
      .map((line) => line.trim().replace(/ +/g, ' ')),
  ).toEqual(['total right none wrong right %', 'intact 1 1 0 0 100.0', 'corrupted 1 0 0 1 0.0'])
})

test('a file that cannot be measured is named with the line at fault', () => {
  const good = { heard: '1995', digits: '1995', len: 4, lang: 'en' }
  expect(() => evaluatePins('/nowhere.jsonl', true)).toThrow(
    '/nowhere.jsonl cannot be read: there is no such',
  )
  expect(() => evaluatePins('/tmp', true)).toThrow('/tmp cannot be read: it is a folder')
  expect(() => evaluatePins(fileWith(''), true)).toThrow(/has no lines/)
  expect(() => evaluatePins(fileWith(good, '{"heard":'), true)).toThrow(/line 2 is not valid JSON\.$/)
  expect(() => evaluatePins(fileWith(good, '', 'null'), true)).toThrow(/line 3: /)
  expect(() => evaluatePins(fileWith({ ...good, digits: 'x' }), true)).toThrow(
    /line 1, digits: must be digits or null\.$/,
  )
  expect(() => evaluatePins(fileWith({ ...good, lang: 'fr' }), true)).toThrow(/line 1, lang: /)
  expect(() => evaluateAnswers(fileWith({ heard: 'yes', answer: 'ja' }), true)).toThrow(/line 1, answer: /)
})
