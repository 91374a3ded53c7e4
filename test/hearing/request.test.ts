import { expect, test } from 'vitest'
import { parseRequest } from '../../src/hearing/request.ts'

const said = (speech: string) => ({ speech, digits: '' })
const pressed = (digits: string) => ({ speech: '', digits })

test.each([
  [
    'en-US',
    'confirm',
    [
      'Confirm.',
      "I'd like to confirm my appointment",
      'yes, confirm it please',
      'press one',
      "I'll be there",
    ],
  ],
  ['en-US', 'cancel', ['Cancel it', 'I need to cancel my appointment', 'Two.', 'cancellation, please']],
  [
    'en-US',
    'call-back',
    ['Call me back', 'I would like to be called back', 'number three', 'Please give me a call'],
  ],
  ['es-US', 'confirm', ['Confirmar', 'Quiero confirmar mi cita', 'uno']],
  ['es-US', 'cancel', ['Cancelar por favor', 'Quisiera cancelarla', 'el dos']],
  ['es-US', 'call-back', ['Que me llamen', 'Llámenme, por favor', 'tres']],
  // Callers mix languages.
  ['en-US', 'cancel', ['Cancelar, por favor']],
  ['es-US', 'confirm', ['I confirm']],
] as const)('in %s %s is asked for by such words', (lang, meaning, utterances) => {
  for (const one of utterances) expect(parseRequest(said(one), lang), one).toBe(meaning)
})

test.each([
  ['en-US', "Don't cancel it"],
  ['en-US', 'I would not confirm'],
  ['en-US', 'Confirm or cancel, whatever'],
  ['en-US', 'Can I move it instead of cancel'],
  ['en-US', 'Was it cancelled already?'],
  ['en-US', 'One moment'],
  ['en-US', 'maybe cancel'],
  ['en-US', 'yes'],
  ['en-US', ''],
  ['en-US', `cancel ${'well '.repeat(30)}`],
  ['es-US', 'No la cancele'],
  ['es-US', 'Un momento'],
  ['es-US', 'Cancelar o confirmar'],
] as const)('in %s "%s" is unclear, so that nothing is asked of the office in doubt', (lang, speech) => {
  expect(parseRequest(said(speech), lang)).toBe('unclear')
})

test('the keys 1, 2 and 3 stand for them, with or without pound, and no other', () => {
  const all = ['1', '2#', '3', '4', '12', '*', '#'].map((keys) => parseRequest(pressed(keys), 'en-US'))
  expect(all).toEqual(['confirm', 'cancel', 'call-back', 'unclear', 'unclear', 'unclear', 'unclear'])
})
