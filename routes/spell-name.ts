import { askPinDiscreetly, contextOf, proceed } from '../src/call/identify.ts'
import { askForKeys } from '../src/call/identify-by-keys.ts'
import { step } from '../src/call/step.ts'
import { hasWords } from '../src/hearing/heard.ts'

/** POST /spell-name: the caller spelled their last name. It leads where a name does. A key: the name by keys. */
export const spellName = step('spell-name', async (turn) => {
  const { services, heard } = turn
  if (!hasWords(heard)) return askForKeys(turn)
  const found = await services.directory.identifySpelled(heard, contextOf(turn))
  if (!services.settings.discreet) return proceed(turn, found)
  // Nobody may be asked whom they meant: the likeliest one's PIN decides.
  const likeliest = found.kind === 'one' ? [found.client] : found.kind === 'near' ? found.best : []
  return askPinDiscreetly(turn, likeliest)
})
