import { describe, expect, test } from 'vitest'
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

  test('is not cut through the middle of an emoji', () => {
    for (const odd of ['', 'x']) {
      const text = wordText(odd + '👍'.repeat(1_000), {})
      expect(text.isWellFormed()).toBe(true)
      expect(text.length).toBeLessThanOrEqual(1_600)
    }
  })
})
