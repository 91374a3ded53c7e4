import { ask, askAgain } from '../src/call/ask.ts'
import { step } from '../src/call/step.ts'
import { parseLetterKeys } from '../src/hearing/letter-keys.ts'

const FEWEST_KEYS = 2

/** POST /key-name: the caller pressed the keys of their last name's first letters. The same follows for the first name. */
export const keyName = step('key-name', async (turn) => {
  const family = parseLetterKeys(turn.heard, FEWEST_KEYS, turn.progress.lang)
  if (!family) return askAgain(turn, 'notUnderstood')
  return ask(turn, 'key-first-name', { family })
})
