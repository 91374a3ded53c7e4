import { askAgain } from '../src/call/ask.ts'
import { identifyByKeys } from '../src/call/identify-by-keys.ts'
import { step } from '../src/call/step.ts'
import { parseLetterKeys } from '../src/hearing/letter-keys.ts'

/** Some people's first name is an initial. */
const FEWEST_KEYS = 1

/**
 * POST /key-first-name: the caller pressed the keys of their first name's first letters. One person fits both names: the
 * PIN. Several: the last four digits. Nobody: the last name again.
 */
export const keyFirstName = step('key-first-name', async (turn) => {
  const { progress, heard } = turn
  const given = parseLetterKeys(heard, FEWEST_KEYS, progress.lang)
  if (!given) return askAgain(turn, 'notUnderstood')
  return identifyByKeys(turn, { family: progress.family, given })
})
