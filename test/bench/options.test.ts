import { expect, test } from 'vitest'
import { readOptions } from '../../bench/options.ts'

test('without a part everything but the profile is measured, and nothing is written', () => {
  const measured = ['webhooks', 'directory', 'calls', 'servers']
  const options = { isQuick: false, isWriting: false, note: undefined, before: undefined }
  expect(readOptions([])).toEqual({ parts: measured, ...options })
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

test('results against another build are not written into the docs', () => {
  expect(() => readOptions(['--write', '--before', '/elsewhere'])).toThrow('leave --before out')
})
