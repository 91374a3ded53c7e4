import { type Identification, MOST_TOLD_APART, type NameContext } from '../directory/identification.ts'
import type { Client } from '../store/clients.ts'
import { ask, askAgain } from './ask.ts'
import { languageOf, spokenNameOf } from './disclosure.ts'
import { connectToOperator } from './operator.ts'
import type { Reply } from './reply.ts'
import type { CallState } from './say-question.ts'
import type { Services } from './services.ts'
import type { Turn } from './step.ts'

/** An answer from which we learn who is calling. */
export type NameTurn = Turn<'name' | 'did-you-mean' | 'spell-name'>

/** Asks what follows from a name: the PIN, a question that tells people apart, or the name in another way. */
export function proceed(turn: NameTurn, found: Identification): Promise<Reply> {
  switch (found.kind) {
    case 'one':
      return askPin(turn, found.client)
    case 'several':
      return tellApart(turn, found.clients)
    case 'near':
      return askWhetherMeant(turn, found)
    case 'nobody':
      noteMisheard(turn)
      return askNameAnotherWay(turn, found.nearest)
    case 'wish':
      return askNameFirst(turn)
    case 'nothing':
      return askAgain(turn, 'notUnderstood')
  }
}

/** Keeps for the office what was heard; not letters that were spelled, nor a "no". */
function noteMisheard({ services, call, progress, heard }: NameTurn): void {
  if (progress.question !== 'name') return
  services.misheard?.note(call, progress.timesAsked.name ?? 0, heard.speech)
}

/** "Did you mean …?" */
function askWhetherMeant(turn: NameTurn, found: Identification & { kind: 'near' }): Promise<Reply> {
  const [candidates, next] = [idsOf(found.best), idsOf(found.next)]
  if (fitUrl([...candidates, ...next, ...turn.progress.declined]))
    return ask(turn, 'did-you-mean', { candidates, next })
  return connectToOperator(turn, 'same-name')
}

/** A caller who says what they want is asked who they are. */
export function askNameFirst(turn: NameTurn): Promise<Reply> {
  return ask(turn, 'name', { nearest: nearestOf(turn) }, { reason: 'nameFirst' })
}

/**
 * The ways of giving a name, in their order, and how often each is asked for after a name that was not found. That is less
 * often than the questions allow, which also counts silence and wrong PINs.
 */
const WAYS: ['name' | 'spell-name' | 'key-name', most: number][] = [
  ['name', 2],
  ['spell-name', 1],
  ['key-name', 1],
]

/** A name that is not found is asked for once more, then letter by letter, then by keys; then the operator has to help. */
export function askNameAnotherWay(turn: NameTurn, nearest: Client[] = []): Promise<Reply> {
  const way = WAYS.find(([question, most]) => (turn.progress.timesAsked[question] ?? 0) < most)
  if (!way) return connectToOperator(turn, 'notFound')
  const ids = nearest.length > 0 ? idsOf(nearest) : nearestOf(turn)
  if (way[0] === 'key-name') return ask(turn, 'key-name', {}, { reason: 'notFound' })
  return ask(turn, way[0], { nearest: ids }, { reason: 'notFound' })
}

/** People of one name, or of names that sound the same, are asked for what only they know; never listed, never guessed. */
export function tellApart(turn: NameTurn, clients: Client[]): Promise<Reply> {
  const [client, another] = clients
  if (!client) return askNameAnotherWay(turn)
  if (!another) return askPin(turn, client)
  const areFew = clients.length <= MOST_TOLD_APART && fitUrl(idsOf(clients))
  if (areFew && canBeToldApart(clients)) {
    return ask(turn, 'last-four', { namesakes: idsOf(clients), keyed: undefined })
  }
  return connectToOperator(turn, 'same-name')
}

/** The PIN of this one person, in their own language. */
export function askPin(state: CallState, client: Client): Promise<Reply> {
  const lang = languageOf(state.services, client) ?? state.progress.lang
  const inClientLanguage = { ...state, progress: { ...state.progress, lang } }
  return ask(
    inClientLanguage,
    'pin',
    { client: client.id, named: undefined, isKeyed: false },
    { known: { name: spokenNameOf(state.services, client) } },
  )
}

/** Where being on file is a secret, the PIN is asked of everyone: of nobody in particular unless one person is meant. */
export function askPinDiscreetly(state: CallState, clients: Client[], nameAsSaid?: string): Promise<Reply> {
  const [client, another] = clients
  const id = another ? undefined : client?.id
  return ask(state, 'pin', { client: id, named: undefined, isKeyed: false }, { known: { name: nameAsSaid } })
}

/** What is known beside the words, for the look-up of a name. */
export function contextOf(turn: NameTurn): NameContext {
  return { callers: turn.facts.callers, declined: turn.progress.declined, nearest: nearestOf(turn) }
}

/** All who come into question. */
export function candidatesIn(found: Identification): Client[] {
  if (found.kind === 'one') return [found.client]
  if (found.kind === 'several') return found.clients
  return 'nearest' in found ? found.nearest : []
}

/** Those of the ids who are still on file. */
export async function findAll({ directory }: Services, ids: string[]): Promise<Client[]> {
  const clients = await Promise.all(ids.map((id) => directory.find(id)))
  return clients.filter((client) => client !== undefined)
}

export function idsOf(clients: Client[]): string[] {
  return clients.map(({ id }) => id)
}

/** A request with a URL of over 8 kB is refused; ids of up to 64 characters are written with up to 9 bytes for each. */
const LONGEST_IDS = 4_500

/** Whether the ids of people can travel in the next URL, beside all else that does. */
export function fitUrl(ids: string[]): boolean {
  return encodeURIComponent(ids.join()).length <= LONGEST_IDS
}

function nearestOf({ progress }: NameTurn): string[] {
  return progress.question === 'did-you-mean' ? progress.candidates : progress.nearest
}

/** Whether at least one of them has a number on file that ends like nobody else's of that name. */
function canBeToldApart(clients: Client[]): boolean {
  const ends = clients.map(({ lastFour }) => lastFour)
  return ends.some((end) => end !== null && ends.filter((other) => other === end).length === 1)
}
