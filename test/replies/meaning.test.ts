import { expect, test } from 'vitest'
import { sentences } from '../../src/call/sentences/catalogues.ts'
import { languages } from '../../src/hearing/heard.ts'
import { meaningOf } from '../../src/replies/meaning.ts'
import { wordAnswer } from '../../src/replies/wording.ts'
import type { ReplyMeaning } from '../../src/store/replies.ts'
import { measureText } from '../../src/texts/segments.ts'

const meanings: ReplyMeaning[] = ['confirm', 'call-back', 'opt-out', 'opt-in', 'help', 'other']

test('the words of the platform mean what they mean there, in both languages, in any case and with any punctuation', () => {
  const words = [
    'STOP',
    'stopall',
    'Unsubscribe',
    'CANCEL',
    'End',
    'quit',
    'Stop.',
    ' STOP ! ',
    '"stop"',
    'S.T.O.P',
  ]
  for (const word of [...words, 'ALTO', 'Parar', 'cancelar', '¡Fin!', 'opt-out', 'Stop all', 'ＳＴＯＰ'])
    expect(meaningOf(word), word).toBe('opt-out')
  for (const word of ['START', 'Yes', 'unstop', 'yes!', 'Sí', 'Si', 'COMENZAR'])
    expect(meaningOf(word), word).toBe('opt-in')
  for (const word of ['HELP', 'info', 'Help?', 'AYUDA', 'Información'])
    expect(meaningOf(word), word).toBe('help')
})

test('C confirms and R asks for a call; what only holds a word of ours is anything else', () => {
  for (const word of ['C', 'c', 'C.', '(C)', 'c\n', 'Confirm', 'CONFIRMAR'])
    expect(meaningOf(word), word).toBe('confirm')
  for (const word of ['R', 'r!', ' R ']) expect(meaningOf(word), word).toBe('call-back')
  const others = [
    '',
    ' ',
    '...',
    '👍',
    '😀'.repeat(1_600),
    'C R',
    'CC',
    'no',
    'cancel my appointment',
    "don't stop",
    '1',
    'Ç?!c',
  ]
  for (const word of others) expect(meaningOf(word), word).toBe('other')
})

test('every answer is one segment in GSM-7, whatever the office is called, and HELP says who it is', () => {
  const names = [undefined, 'Clínica São João', 'x'.repeat(80), 'Клиника', '{number} & <Co>']
  for (const lang of languages) {
    for (const officeName of names) {
      for (const operatorNumber of [undefined, '+123456789012345']) {
        for (const meaning of meanings) {
          const answer = wordAnswer(meaning, sentences[lang], { officeName, operatorNumber })
          expect(measureText(answer), answer).toMatchObject({ encoding: 'GSM-7', segments: 1 })
        }
      }
    }
  }
  const contact = { officeName: 'x'.repeat(80), operatorNumber: '+12025550177' }
  expect(wordAnswer('help', sentences['en-US'], contact)).toBe(
    `This is ${'x'.repeat(80)}. Please call +12025550177.`,
  )
})
