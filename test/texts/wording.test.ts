import { describe, expect, test } from 'vitest'
import { countSegments } from '../../src/texts/segments.ts'
import { wordText } from '../../src/texts/wording.ts'

const appointment = 'your appointment is on Tuesday, December 15th at 2 PM.'

describe('a text', () => {
  test('is the spoken sentence, when nothing else is configured', () => {
    expect(wordText(`Example Man, ${appointment}`, {})).toBe(`Example Man, ${appointment}`)
  })

  test('begins with its sender and ends with how to stop it', () => {
    const frame = { senderName: 'Example Clinic', stopNotice: 'Reply STOP to opt out.' }
    expect(wordText(`Example Man, ${appointment}`, frame)).toBe(
      `Example Clinic: Example Man, ${appointment} Reply STOP to opt out.`,
    )
  })

  test('keeps the notice when the sentence is too long for any text', () => {
    const text = wordText('word '.repeat(500), { stopNotice: 'Reply STOP to opt out.' })
    expect(text).toHaveLength(1_600)
    expect(text.endsWith('... Reply STOP to opt out.')).toBe(true)
  })

  test.each<[string, string, string, number]>([
    ['plain letters', 'Example Man', 'Example Man', 1],
    ['accents of GSM-7', 'José Müñoz Ångström', 'José Müñoz Ångström', 1],
    ['an apostrophe from a word processor', 'Conor O\u2019Brien', "Conor O'Brien", 1],
    ['quotation marks and a dash', '\u201cBea\u201d \u2013 Example', '"Bea" - Example', 1],
    ['the narrow space of Intl', '2\u202fPM', '2 PM', 1],
    ['extension characters', 'Ann [Front] {Desk} ~ €5', 'Ann [Front] {Desk} ~ €5', 1],
  ])('reads well with %s', (_name, written, sent, segments) => {
    const text = wordText(`${written}, ${appointment}`, {})
    expect(text).toBe(`${sent}, ${appointment}`)
    expect(countSegments(text)).toBe(segments)
  })
})
