import { ask, askAgain } from '../src/call/ask.ts'
import {
  askNameFirst,
  askPinDiscreetly,
  candidatesIn,
  contextOf,
  fitUrl,
  idsOf,
  proceed,
} from '../src/call/identify.ts'
import { askForKeys } from '../src/call/identify-by-keys.ts'
import type { Reply } from '../src/call/reply.ts'
import { step, type Turn } from '../src/call/step.ts'
import type { Identification } from '../src/directory/identification.ts'
import { hasWords, nameAsSaid } from '../src/hearing/heard.ts'

/**
 * POST /name: the caller said their name. On file: the PIN. Near to a name on file: "Did you mean …?" Borne by several: the
 * last four digits. A wish instead of a name: the name first. Not on file: the name again, then spelled, then keyed in.
 * A key: the name by keys.
 */
export const name = step('name', async (turn) => {
  const { services, heard } = turn
  if (!hasWords(heard)) return askForKeys(turn)
  const found = await services.directory.identify(heard, contextOf(turn))
  if (services.settings.discreet) return proceedDiscreetly(turn, found)
  return proceed(turn, found)
})

/**
 * Where being on file is a secret, everyone is asked for a PIN next, on file or not, and hears only what they said
 * themselves. From the second try on everyone spells their last name first.
 */
async function proceedDiscreetly(turn: Turn<'name'>, found: Identification): Promise<Reply> {
  const isSecondTry = (turn.progress.timesAsked.name ?? 0) > 1
  if (found.kind === 'wish') return askNameFirst(turn)
  if (found.kind === 'nothing') return askAgain(turn, 'notUnderstood')
  const nearest = idsOf(candidatesIn(found))
  if (isSecondTry) return ask(turn, 'spell-name', { nearest: fitUrl(nearest) ? nearest : [] })
  return askPinDiscreetly(turn, found.kind === 'one' ? [found.client] : [], nameAsSaid(turn.heard))
}
