import type { KeyedName } from '../directory/identification.ts'
import { ask, askAgain } from './ask.ts'
import { connectToOperator } from './operator.ts'
import type { Progress } from './progress.ts'
import type { Reply } from './reply.ts'
import type { Turn } from './step.ts'

/** A caller who presses keys instead of speaking is asked for keys, and from then on for nothing else. */
export function askForKeys(turn: Turn<'name' | 'spell-name'>): Promise<Reply> {
  return turn.heard.digits ? ask(turn, 'key-name', {}) : askAgain(turn, 'notUnderstood')
}

/** Asks what follows from both names in keys. Where being on file is a secret, that is the same for everyone. */
export async function identifyByKeys(turn: Turn<'key-first-name'>, keyed: KeyedName): Promise<Reply> {
  const { services } = turn
  const askLastFour = () => ask(turn, 'last-four', { namesakes: [], keyed })
  if (services.settings.discreet) return askLastFour()
  const found = await services.directory.identifyKeyed(keyed)
  // No name is spoken, for the caller has said none; and the language stays, for keys are easily tried.
  if (found.kind === 'one')
    return ask(turn, 'pin', { client: found.client.id, named: undefined, isKeyed: true })
  if (found.kind === 'nobody') return ask(turn, 'key-name', {}, { reason: 'notFound' })
  return found.canBeToldApart ? askLastFour() : connectToOperator(turn, 'same-name')
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
