import { type Identification, MOST_TOLD_APART, type NameContext } from '../directory/identification.ts'
import { parseAnswer } from '../hearing/answer.ts'
import { parseDigits } from '../hearing/digits.ts'
import { type Heard, hasWords, nameAsSaid } from '../hearing/heard.ts'
import { ask, askAgain, languageOf } from './ask.ts'
import type { Place, Question } from './place.ts'
import { connectToOperator, type Reply } from './reply.ts'
import type { Call, Client, Line } from './services.ts'

/** Letters of the last name on the keypad, digits of the phone number on file. */
const KEYS = 4

/**
 * A name was said. Where being on file is a secret, everyone is asked for a PIN next, on file or not, and hears only what
 * they said themselves; from the second try on everyone spells their last name first.
 */
export async function hearName(line: Line, call: Call, place: Place, heard: Heard): Promise<Reply> {
  if (!hasWords(heard)) return hearKeysForName(line, call, place, heard)
  const found = await line.directory.identify(heard, contextOf(call, place))
  if (!line.settings.discreet) return meet(line, call, place, found)
  if (found.kind === 'nothing') return askAgain(line, call, place, 'notUnderstood')
  if (isSecondTry(place))
    return ask(line, call, place, { question: 'spell-name', clients: idsOf(candidatesIn(found)) })
  const clients = found.kind === 'one' ? [found.client] : []
  return ask(line, call, place, { question: 'pin', clients: idsOf(clients) }, { name: nameAsSaid(heard) })
}

/** Whoever presses keys may not be able to speak: their name can be keyed in, unless all must be asked the same. */
function hearKeysForName(line: Line, call: Call, place: Place, heard: Heard): Promise<Reply> {
  if (!heard.digits || line.settings.discreet) return askAgain(line, call, place, 'notUnderstood')
  return ask(line, call, place, { question: 'key-name', clients: place.clients })
}

/** The last name was spelled. Where nobody may be asked whom they meant, the likeliest one's PIN decides. */
export async function hearSpelledName(line: Line, call: Call, place: Place, heard: Heard): Promise<Reply> {
  if (!hasWords(heard)) return askAgain(line, call, place, 'notUnderstood')
  const found = await line.directory.identifySpelled(heard, contextOf(call, place))
  if (!line.settings.discreet) return meet(line, call, place, found)
  const clients = found.kind === 'one' ? [found.client] : found.kind === 'near' ? found.best : []
  return ask(line, call, place, { question: 'pin', clients: clients.length === 1 ? idsOf(clients) : [] })
}

/** The keys of the last name's first letters were pressed. */
export async function hearKeyedName(line: Line, call: Call, place: Place, heard: Heard): Promise<Reply> {
  const keys = parseDigits(heard, KEYS, place.lang)
  if (!keys) return askAgain(line, call, place, 'notUnderstood')
  return meet(line, call, place, await line.directory.identifyKeyed(keys, contextOf(call, place)))
}

/** "Did you mean …?" was answered. Whom the caller declines is out, and the next best is asked about once. */
export async function hearDidYouMean(line: Line, call: Call, place: Place, heard: Heard): Promise<Reply> {
  const answer = parseAnswer(heard, place.lang)
  if (answer === 'unclear') return askAgain(line, call, place, 'notUnderstood')
  if (answer === 'yes') return tellApart(line, call, place, await findAll(line, place.clients))
  const declining = { ...place, declined: [...(place.declined ?? []), ...place.clients] }
  if (!place.next) return rescue(line, call, declining, [])
  return ask(line, call, declining, { question: 'did-you-mean', clients: place.next })
}

/** Digits that fit nobody lead to the same question as the right ones, so that trying does not find them out. */
export async function hearLastFour(line: Line, call: Call, place: Place, heard: Heard): Promise<Reply> {
  const digits = parseDigits(heard, KEYS, place.lang)
  if (!digits) return askAgain(line, call, place, 'notUnderstood')
  const clients = await findAll(line, place.clients)
  const [client, another] = clients.filter(({ lastFour }) => lastFour === digits)
  if (another) return connectToOperator(line, place.lang, 'same-name')
  if (client) return askPin(line, call, place, client)
  const [first] = clients
  return ask(line, call, place, { question: 'pin', clients: [], named: first?.id }, { name: first?.name })
}

/** One decision for every way of giving a name: said, spelled or keyed. */
function meet(line: Line, call: Call, place: Place, found: Identification): Promise<Reply> {
  switch (found.kind) {
    case 'one':
      return askPin(line, call, place, found.client)
    case 'several':
      return tellApart(line, call, place, found.clients)
    case 'near':
      return ask(line, call, place, {
        question: 'did-you-mean',
        clients: idsOf(found.best),
        next: idsOf(found.next),
      })
    case 'nobody':
      return rescue(line, call, place, found.nearest)
    case 'nothing':
      return askAgain(line, call, place, 'notUnderstood')
  }
}

/** A name that is not found is said once more, then spelled, then keyed in; then a person has to help. */
function rescue(line: Line, call: Call, place: Place, nearest: Client[]): Promise<Reply> {
  const rungs: [Question, most: number][] = [
    ['name', 2],
    ['spell-name', 1],
    ['key-name', 1],
  ]
  const rung = rungs.find(([question, most]) => (place.asked[question] ?? 0) < most)
  if (!rung) return Promise.resolve(connectToOperator(line, place.lang, 'notFound'))
  const clients = nearest.length > 0 ? idsOf(nearest) : place.clients
  return ask(line, call, place, { question: rung[0], reason: 'notFound', clients })
}

/** People of one name, or of names that sound the same, are asked for what only they know; never listed, never guessed. */
function tellApart(line: Line, call: Call, place: Place, clients: Client[]): Promise<Reply> {
  const [client, another] = clients
  if (!client) return rescue(line, call, place, [])
  if (!another) return askPin(line, call, place, client)
  if (clients.length <= MOST_TOLD_APART && canBeToldApart(clients))
    return ask(line, call, place, { question: 'last-four', clients: idsOf(clients) })
  return Promise.resolve(connectToOperator(line, place.lang, 'same-name'))
}

/** Whether at least one of them has a number on file that ends like nobody else's of that name. */
function canBeToldApart(clients: Client[]): boolean {
  const ends = clients.map(({ lastFour }) => lastFour)
  return ends.some((end) => end !== null && ends.filter((other) => other === end).length === 1)
}

function askPin(line: Line, call: Call, place: Place, client: Client): Promise<Reply> {
  const lang = languageOf(line, client) ?? place.lang
  return ask(line, call, { ...place, lang }, { question: 'pin', clients: [client.id] }, { name: client.name })
}

function isSecondTry(place: Place): boolean {
  return (place.asked.name ?? 0) > 1
}

function candidatesIn(found: Identification): Client[] {
  if (found.kind === 'one') return [found.client]
  if (found.kind === 'several') return found.clients
  return found.kind === 'nothing' ? [] : found.nearest
}

function contextOf(call: Call, place: Place): NameContext {
  return { callingNumber: call.from, declined: place.declined ?? [], nearest: place.clients }
}

async function findAll(line: Line, ids: string[]): Promise<Client[]> {
  const clients = await Promise.all(ids.map((id) => line.directory.find(id)))
  return clients.filter((client) => client !== undefined)
}

function idsOf(clients: Client[]): string[] {
  return clients.map(({ id }) => id)
}
