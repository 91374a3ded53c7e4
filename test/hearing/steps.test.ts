import fc from 'fast-check'
import { analyse } from 'scslre'
import { expect, test } from 'vitest'
import { parseAnswer } from '../../src/hearing/answer.ts'
import { parseCommand, parseLanguage } from '../../src/hearing/command.ts'
import { parseDigits } from '../../src/hearing/digits.ts'
import { hasWords, languages, nameAsSaid } from '../../src/hearing/heard.ts'
import { parseName } from '../../src/hearing/names/parse-name.ts'
import { parseSpelledName } from '../../src/hearing/names/spelling.ts'
import { countSteps } from './count-steps.ts'

/** Everything that reads what a caller said or keyed. */
function readAll(text: string): void {
  parseName(text)
  parseSpelledName(text)
  for (const heard of [
    { speech: text, digits: '' },
    { speech: '', digits: text },
  ]) {
    hasWords(heard)
    nameAsSaid(heard)
    parseLanguage(heard)
    for (const language of languages) {
      parseAnswer(heard, language)
      parseCommand(heard, language)
      parseDigits(heard, 4, language)
    }
  }
}

/** What may be repeated without end: characters that fold into many, parts of words, and words of every list. */
const pieces = [
  ...[
    '…',
    'ﷺ',
    '㍱',
    '﷽',
    'ﬃ',
    '½',
    '３',
    '٣',
    'o',
    'a ',
    '  ',
    ',',
    '. ',
    '-',
    ' , ',
    "'",
    'x',
    'é',
    '#',
    '*',
    '5',
  ],
  ...'apellido |nombre |last name |first name is |surname: |my |and |y mi |is |this is |soy |calling for my son '.split(
    '|',
  ),
  ...'um |uh |hello |jr |o |b as in boy |double |double u |see |bee |one |ninety |thousand |hundred |oh |for |to '.split(
    '|',
  ),
  ...'please |thank you |repeat |operator |i need |yes |no |not |january 5 |d o b |jose |garcia |to |y |a |the '.split(
    '|',
  ),
]
const repeated = fc
  .tuple(fc.constantFrom(...pieces), fc.integer({ min: 1, max: 5000 }))
  .map(([piece, times]) => piece.repeat(times).slice(0, 5000))
const text = fc.array(fc.oneof(repeated, fc.constantFrom(...pieces), fc.string()), { maxLength: 40 })
const speech = text.map((parts) => parts.join('').slice(0, 5000))

/** Some five hundred expressions looking at the 300 characters that are read of any text. */
const MOST_STEPS = 150_000

test('no speech, however long and whatever it consists of, takes more than a fixed number of steps', () => {
  const fixed = pieces.map((piece) => [piece.repeat(5000).slice(0, 5000)] as [string])
  fc.assert(
    fc.property(speech, (said) => {
      expect(countSteps(() => readAll(said)).steps).toBeLessThan(MOST_STEPS)
    }),
    { examples: fixed, numRuns: 100 + fixed.length },
  )
})

test('no expression that reads speech goes back over characters that it has passed', () => {
  const used = pieces.flatMap((piece) => countSteps(() => readAll(piece.repeat(9))).used)
  const samples = [
    'first name ann, last name lee',
    'c j miller',
    'press 1',
    'double 5 5',
    'this is ann lee calling about my bill',
  ]
  const all = [...used, ...samples.flatMap((sample) => countSteps(() => readAll(sample)).used)]
  const expressions = [...new Map(all.map((one) => [String(one), one])).values()]
  expect(expressions.length).toBeGreaterThan(40)
  const slow = expressions.filter(
    ({ source, flags }) => !/y/.test(flags) && analyse({ source, flags }).reports.length > 0,
  )
  expect(slow).toEqual([])
})
