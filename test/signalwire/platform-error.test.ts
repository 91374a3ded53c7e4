import { inspect } from 'node:util'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { PlatformError, toPlatformError } from '../../src/signalwire/platform-error.ts'

const body = { errors: [{ code: '21211', detail: 'The number +12025550123 is\nnot valid' }] }

test("the platform's own words are for the user of a command, and never in a log", () => {
  const error = toPlatformError(422, body, undefined)
  expect(error.sentence()).toBe('The number +12025550123 is not valid')
  const lines: string[] = []
  const logger = pino({}, { write: (line: string) => void lines.push(line) })
  logger.error(error)
  logger.error({ err: error, error }, 'failed')
  for (const shown of [
    ...lines,
    inspect(error, { showHidden: true }),
    JSON.stringify(error),
    String(error),
  ]) {
    expect(shown).not.toContain('2025550123')
  }
  expect(lines.join('')).toContain('HTTP 422, code 21211')
})

test('a platform that says nothing has no words', () => {
  expect(toPlatformError(422, undefined, undefined).sentence()).toBe('')
  expect(new PlatformError('no answer', {}).sentence()).toBe('')
})
