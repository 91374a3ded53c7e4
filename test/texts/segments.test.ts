import { expect, test } from 'vitest'
import { toPlainText } from '../../src/texts/plain-text.ts'
import { countSegments, measureText } from '../../src/texts/segments.ts'

test.each([
  ['nothing', '', 'GSM-7', 0, 1],
  ['plain letters', 'Your appointment is on Tuesday.', 'GSM-7', 31, 1],
  ['accents that GSM-7 has', 'àèéìòùäöñüÄÖÑÜÉÇß¿¡', 'GSM-7', 19, 1],
  ['an accent that it lacks', 'María', 'UCS-2', 5, 1],
  ['a small c with cedilla', 'ç', 'UCS-2', 1, 1],
  ['an extension character', '€', 'GSM-7', 2, 1],
  ['every extension character', '^{}\\[]~|€', 'GSM-7', 18, 1],
  ['an emoji', '👍', 'UCS-2', 2, 1],
  ['a typographic quote', 'it’s', 'UCS-2', 4, 1],
  ['160 letters', 'a'.repeat(160), 'GSM-7', 160, 1],
  ['161 letters', 'a'.repeat(161), 'GSM-7', 161, 2],
  ['306 letters', 'a'.repeat(306), 'GSM-7', 306, 2],
  ['307 letters', 'a'.repeat(307), 'GSM-7', 307, 3],
  ['80 euro signs', '€'.repeat(80), 'GSM-7', 160, 1],
  ['an extension character that would be split', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM-7', 306, 3],
  ['70 letters with an accent', 'í'.repeat(70), 'UCS-2', 70, 1],
  ['71 letters with an accent', 'í'.repeat(71), 'UCS-2', 71, 2],
  ['134 letters with an accent', 'í'.repeat(134), 'UCS-2', 134, 2],
  ['35 emoji', '👍'.repeat(35), 'UCS-2', 70, 1],
  ['67 emoji, none of them split', '👍'.repeat(67), 'UCS-2', 134, 3],
])('%s is counted as the carrier counts it', (_, text, encoding, units, segments) => {
  expect(measureText(text)).toEqual({ encoding, units, segments })
  expect(countSegments(text)).toBe(segments)
})

test.each([
  ['typographic signs become plain ones', '“It’s” — soon…\u00a0ok', 'Ann', '"It\'s" - soon... ok'],
  [
    'accents outside GSM-7 go',
    'José, su cita es mañana, sábado 5, a las 2. ¡Adiós!',
    'José',
    'José, su cita es mañana, sabado 5, a las 2. ¡Adios!',
  ],
  ['a combining accent is the same letter', 'Jose\u0301: ma\u0301s', 'José', 'José: mas'],
  [
    'a name keeps its accents',
    'María Núñez, su cita es el sábado.',
    'María Núñez',
    'María Núñez, su cita es el sábado.',
  ],
  [
    'a name with a typographic apostrophe needs no more',
    'O’Neil, bring your café card.',
    'O’Neil',
    "O'Neil, bring your café card.",
  ],
  ['an emoji is left out', 'See you 👍🏽 soon ❤️.', 'Ann', 'See you soon.'],
  ['a note in another script stays', 'Ann, bring 護照.', 'Ann', 'Ann, bring 護照.'],
  [
    'letters without parts have a plain form',
    'Łódź, Đà Nẵng, œuvre, façade',
    'Ann',
    'Lodz, Dà Nang, oeuvre, facade',
  ],
  ['fractions and raised digits are written out', '½ hour, m²', 'Ann', '1/2 hour, m2'],
  ['extension characters stay', '{a} [b] ~c €5', 'Ann', '{a} [b] ~c €5'],
  ['control characters go, a new line stays', 'a\u0007b\nc\ud800', 'Ann', 'ab\nc'],
])('%s', (_, sentence, name, expected) => {
  expect(toPlainText(sentence, name)).toBe(expected)
})

test('the usual text takes one message, in Spanish too', () => {
  const english =
    'Example Man, your appointment is on Tuesday, December 15th at 2 PM. Please bring your card — it’s needed.'
  const spanish =
    'José Peña, su cita es el miércoles 16 de diciembre a las 2:30 de la tarde. Traiga su identificación, por favor.'
  expect(measureText(toPlainText(english, 'Example Man'))).toMatchObject({ encoding: 'GSM-7', segments: 1 })
  expect(measureText(toPlainText(spanish, 'José Peña'))).toMatchObject({ encoding: 'GSM-7', segments: 1 })
})
