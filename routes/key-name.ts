import { askAgain } from '../src/call/ask.ts'
import { contextOf, proceed } from '../src/call/identify.ts'
import { SHORT_ENTRY_KEYS } from '../src/call/questions.ts'
import { step } from '../src/call/step.ts'
import { parseDigits } from '../src/hearing/digits.ts'

/** POST /key-name: the caller pressed the keys of their last name's first letters. It leads where a name does. */
export const keyName = step('key-name', async (turn) => {
  const { services, progress, heard } = turn
  const keys = parseDigits(heard, SHORT_ENTRY_KEYS, progress.lang)
  if (!keys) return askAgain(turn, 'notUnderstood')
  return proceed(turn, await services.directory.identifyKeyed(keys, contextOf(turn)))
})
