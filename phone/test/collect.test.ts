import { describe, expect, it } from 'vitest'
import { type Answer, hangUp, noise, press, type Question, say, silence } from '../src/engine/answer.ts'
import { collect } from '../src/engine/collect.ts'
import { withDefaults } from '../src/engine/switches.ts'

const question: Question = {
  heard: [],
  takesKeys: true,
  takesSpeech: true,
  timeout: 5,
  speechTimeout: 2,
  finishOnKey: '#',
  numDigits: 4,
  language: 'en-US',
  hints: [],
  signal: new AbortController().signal,
}

const take = (answer: Answer, changes: Partial<Question> = {}, switches = {}) =>
  collect({ ...question, ...changes }, answer, withDefaults(switches))

describe('what the platform takes of an answer', () => {
  it.each([
    ['four keys', press('1995'), {}, { digits: '1995', seconds: 2 }],
    ['keys after the last one it waits for', press('199567'), {}, { digits: '1995' }],
    ['a slow typist with 4.9 s between keys', press('1995', 4.9), {}, { digits: '1995', seconds: 4 * 4.9 }],
    [
      'one with 5.1 s, who loses the rest',
      { inputs: [...press('1').inputs, ...press('995', 5.1).inputs] },
      {},
      { digits: '1', seconds: 5.5 },
    ],
    ['one who starts too late', press('1995', 5.1), {}, { digits: '', seconds: 5 }],
    ['fewer keys than wanted, after the timeout', press('19'), {}, { digits: '19', seconds: 6 }],
    ['keys up to the finishing one', press('19#95'), {}, { digits: '19', seconds: 1.5 }],
    ['another finishing key', press('1*9'), { finishOnKey: '*' }, { digits: '1' }],
    ['the pound key where nothing finishes', press('1#9*'), { finishOnKey: '' }, { digits: '1#9*' }],
    ['a finishing key that comes first, which is ignored', press('#1995'), {}, { digits: '1995' }],
    ['a lone finishing key, as silence', press('#'), {}, { digits: '', isBareFinish: false, seconds: 5 }],
    ['keys where only speech is wanted', press('1995'), { takesKeys: false }, { digits: '', words: '' }],
    [
      'words',
      say('Example Man'),
      {},
      { words: 'Example Man', digits: '', confidence: 0.92, seconds: 0.5 + 0.8 + 2 },
    ],
    ['words with a pause within speechTimeout', say('Example', 1.9, 'Man'), {}, { words: 'Example Man' }],
    ['words up to a longer pause', say('Example', 2.1, 'Man'), {}, { words: 'Example' }],
    ['words where only keys are wanted', say('yes'), { takesSpeech: false }, { words: '' }],
    [
      'the first kind: keys',
      { inputs: [...press('1').inputs, ...say('yes').inputs] },
      {},
      { digits: '1', words: '' },
    ],
    [
      'the first kind: words',
      { inputs: [...say('yes').inputs, ...press('1').inputs] },
      {},
      { digits: '', words: 'yes' },
    ],
    ['silence', silence, {}, { digits: '', words: '', seconds: 5 }],
    ['a noise, as silence', noise, {}, { digits: '', words: '', seconds: 5 }],
    ['somebody who hangs up', hangUp, {}, { hungUp: true, seconds: 0 }],
    [
      'somebody who hangs up in the middle',
      { ...press('19'), hangsUp: true },
      {},
      { hungUp: true, digits: '19' },
    ],
    [
      'somebody who hangs up too late',
      { ...press('1995'), hangsUp: true },
      {},
      { hungUp: false, digits: '1995' },
    ],
  ] as [string, Answer, Partial<Question>, object][])('%s', (_what, answer, changes, expected) => {
    const taken = take(answer, changes)
    expect({ ...taken, seconds: Math.round(taken.seconds * 10) / 10 }).toMatchObject(expected)
  })

  it('a lone finishing key, as an empty answer where the switches want that', () => {
    expect(take(press('#'), {}, { bareFinishKey: 'blank' })).toMatchObject({ digits: '', isBareFinish: true })
  })
})
