import { expect, test } from 'vitest'
import { parts, readOptions } from '../../bench/options.ts'

test('without a part everything is measured, and nothing is written', () => {
  expect(readOptions([])).toEqual({ parts: [...parts], isQuick: false, isWriting: false, note: undefined })
})

test('parts can be chosen', () => {
  expect(readOptions(['servers', 'webhooks', '--quick'])).toMatchObject({
    parts: ['webhooks', 'servers'],
    isQuick: true,
  })
})

test('an unknown part or flag is refused', () => {
  expect(() => readOptions(['webhook'])).toThrow(
    'There is no part "webhook". The parts are webhooks, directory,',
  )
  expect(() => readOptions(['--fast'])).toThrow("Unknown option '--fast'")
})
