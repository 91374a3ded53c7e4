import { hangUp, press } from 'cxml-phone'
import { expect, test } from 'vitest'
import { openTestLine } from '../helper.ts'

/** The voices of a greeting in two languages, then of the question in Spanish. */
async function voicesOf(settings: Record<string, string>) {
  const line = await openTestLine({ settings: { LANGUAGES: 'en-US,es-US', ...settings } })
  const { events, breaches } = await line.call([press('2'), hangUp])
  expect(breaches).toEqual([])
  return events.flatMap((event) => (event.kind === 'spoken' ? [`${event.language} ${event.voice}`] : []))
}

test('each language is spoken by its own voice', async () => {
  expect(await voicesOf({})).toEqual(['en-US Polly.Joanna', 'es-US Polly.Lupe', 'es-US Polly.Lupe'])
})

test('the office chooses the voice of each language', async () => {
  const VOICES = 'en-US=Polly.Ruth-Neural, es-US=amazon.Lupe:neural:es-US'
  expect(await voicesOf({ VOICES })).toEqual([
    'en-US Polly.Ruth-Neural',
    'es-US amazon.Lupe:neural:es-US',
    'es-US amazon.Lupe:neural:es-US',
  ])
})
