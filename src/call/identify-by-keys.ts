import type { KeyedName } from '../directory/identification.ts'
import { ask, askAgain, type CallState } from './ask.ts'
import type { Progress } from './questions.ts'
import { connectToOperator, type Reply } from './reply.ts'
import type { Turn } from './step.ts'

/** Whoever presses keys instead of speaking is asked for keys, and from then on for nothing else. */
export function askForKeys(turn: Turn<'name' | 'spell-name'>): Promise<Reply> {
  return turn.heard.digits ? ask(turn, 'key-name', {}) : askAgain(turn, 'notUnderstood')
}

/** Asks what follows from both names in keys. Where being on file is a secret, that is the same for everyone. */
export async function identifyByKeys(turn: Turn<'key-first-name'>, keyed: KeyedName): Promise<Reply> {
  const { services, progress } = turn
  const askLastFour = () => ask(turn, 'last-four', { namesakes: [], keyed })
  if (services.settings.discreet) return askLastFour()
  const found = await services.directory.identifyKeyed(keyed)
  if (found.kind === 'one') return askPinNameless(turn, found.client.id)
  if (found.kind === 'nobody') return ask(turn, 'key-name', {}, { reason: 'notFound' })
  return found.canBeToldApart ? askLastFour() : connectToOperator(services, progress.lang, 'same-name')
}

/** Asks what follows from the last digits of the number on file: they tell those apart whose names the keys fit. */
export async function identifyByLastFour(
  turn: Turn<'last-four'>,
  keyed: KeyedName,
  lastFour: string,
): Promise<Reply> {
  const { services, progress } = turn
  const found = await services.directory.identifyKeyed(keyed, lastFour)
  if (found.kind === 'several' && !services.settings.discreet)
    return connectToOperator(services, progress.lang, 'same-name')
  // Wrong digits lead to the PIN as well, so that nobody can find the right ones by trying. Its PIN opens nothing.
  return askPinNameless(turn, found.kind === 'one' ? found.client.id : undefined)
}

/** Whether the caller keys their name, so that they may not be able to say it. */
export function isByKeys(progress: Progress): boolean {
  switch (progress.question) {
    case 'key-name':
    case 'key-first-name':
      return true
    case 'last-four':
      return progress.keyed !== undefined
    case 'pin':
      return progress.isKeyed
    default:
      return false
  }
}

/** No name is spoken, for the caller has said none; and the language stays, for keys are easily tried. */
function askPinNameless(state: CallState, client: string | undefined): Promise<Reply> {
  return ask(state, 'pin', { client, named: undefined, isKeyed: true })
}
