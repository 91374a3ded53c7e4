import { hearAnswer } from '../hearing/answer.ts'
import { hearCommand } from '../hearing/command.ts'
import { hearDigits } from '../hearing/digits.ts'
import { type Heard, hasWords, type Language } from '../hearing/heard.ts'
import { nameAsSaid } from '../hearing/name-as-said.ts'
import { sayAppointment, sayDisclosed } from './appointment.ts'
import type { Call, Client, Line } from './line.ts'
import type { Place, Question, Reason } from './place.ts'
import { sayQuestion } from './question.ts'
import { connectToOperator, hangUp, type Reply } from './reply.ts'

/** How often a question is asked in one call. */
const MOST_ASKED: Record<Question, number> = { name: 3, 'last-four': 3, pin: 3, 'sms-offer': 2 }
/** How often a question is said again at the caller's wish, without using up a try. */
const MOST_REPEATS = 3

/** The call begins: the caller is asked for their name. */
export function answerCall(line: Line, call: Call): Promise<Reply> {
  const lang = line.settings.languages[0]
  return ask(line, call, { question: 'name', lang, asked: {}, repeats: 0, clients: [] })
}

/** The whole call: from where the caller is and what was heard to what they hear next. */
export async function hear(line: Line, call: Call, place: Place, heard: Heard): Promise<Reply> {
  const command = hearCommand(heard, place.lang)
  if (command === 'operator') return connectToOperator(line, place.lang, 'operator')
  if (command === 'repeat' && place.repeats < MOST_REPEATS) {
    return sayQuestion(line, call, { ...place, repeats: place.repeats + 1 }, 'repeat')
  }
  if (!heard.speech && !heard.digits) return askAgain(line, call, place, 'notHeard')
  switch (place.question) {
    case 'name':
      return hearName(line, call, place, heard)
    case 'last-four':
      return hearLastFour(line, call, place, heard)
    case 'pin':
      return hearPin(line, call, place, heard)
    case 'sms-offer':
      return hearOffer(line, call, place, heard)
  }
}

async function hearName(line: Line, call: Call, place: Place, heard: Heard): Promise<Reply> {
  if (!hasWords(heard)) return askAgain(line, call, place, 'notUnderstood')
  const clients = await line.directory.findByName(heard)
  if (line.settings.discreet) return hearNameDiscreetly(line, call, place, heard, clients)
  const [client, another] = clients
  if (!client) return askAgain(line, call, place, 'notFound')
  if (!another) return askPin(line, call, place, client)
  if (!canBeToldApart(clients)) return connectToOperator(line, place.lang, 'same-name')
  return ask(line, call, place, { question: 'last-four', clients: clients.map(({ id }) => id) })
}

/** Where being on file is itself a secret, everyone is asked for a PIN, and hears only what they said themselves. */
function hearNameDiscreetly(
  line: Line,
  call: Call,
  place: Place,
  heard: Heard,
  found: Client[],
): Promise<Reply> {
  const clients = found.length === 1 ? found.map(({ id }) => id) : []
  return ask(line, call, place, { question: 'pin', clients }, nameAsSaid(heard))
}

/** Whether at least one of them has a number on file that ends like nobody else's of that name. */
function canBeToldApart(clients: Client[]): boolean {
  const ends = clients.map(({ lastFour }) => lastFour)
  return ends.some((end) => end !== null && ends.filter((other) => other === end).length === 1)
}

/** Digits that fit nobody lead to the same question as the right ones, so that trying does not find them out. */
async function hearLastFour(line: Line, call: Call, place: Place, heard: Heard): Promise<Reply> {
  const digits = hearDigits(heard, 4, place.lang)
  if (!digits) return askAgain(line, call, place, 'notUnderstood')
  const clients = await Promise.all(place.clients.map((id) => line.directory.find(id)))
  const [client, another] = clients.filter((one) => one?.lastFour === digits)
  if (another) return connectToOperator(line, place.lang, 'same-name')
  if (client) return askPin(line, call, place, client)
  const [first] = clients
  return ask(line, call, place, { question: 'pin', clients: [], named: first?.id }, first?.name)
}

function askPin(line: Line, call: Call, place: Place, client: Client): Promise<Reply> {
  const lang = languageOf(line, client) ?? place.lang
  return ask(line, call, { ...place, lang }, { question: 'pin', clients: [client.id] }, client.name)
}

async function hearPin(line: Line, call: Call, place: Place, heard: Heard): Promise<Reply> {
  const pin = hearDigits(heard, line.settings.pinLength, place.lang)
  if (!pin) return askAgain(line, call, place, 'notUnderstood')
  const isRight = await line.pins.enter(call, place, pin)
  const [clientId] = place.clients
  const client = isRight && clientId ? await line.directory.find(clientId) : undefined
  if (client) return tell(line, call, place, client)
  if (isUsedUp(place, 'pin')) return connectToOperator(line, place.lang, 'wrongPin')
  return ask(line, call, place, { question: 'name', reason: 'wrongPin' })
}

/** The PIN was right: from here on, and only from here on, the caller hears what is on file. */
async function tell(line: Line, call: Call, place: Place, client: Client): Promise<Reply> {
  const now = line.now()
  const lang = languageOf(line, client) ?? place.lang
  const appointment = await line.directory.nextAppointment(client.id, now)
  const disclosure = { clientId: client.id, appointmentAt: appointment?.at ?? null, toldAt: now.getTime() }
  await line.record.disclose(call, disclosure)
  const { noAppointment, goodbye } = line.sentences(lang)
  if (!appointment) return hangUp(lang, [noAppointment(client.name)], 'no-appointment')
  if (await line.texts.canReceive(call.from)) {
    return ask(line, call, { ...place, lang }, { question: 'sms-offer', clients: [client.id] })
  }
  return hangUp(lang, [...sayAppointment(line, lang, client, appointment, now), goodbye], 'told')
}

async function hearOffer(line: Line, call: Call, place: Place, heard: Heard): Promise<Reply> {
  const answer = hearAnswer(heard, place.lang)
  if (answer === 'unclear') return askAgain(line, call, place, 'notUnderstood')
  const { askText, goodbye, textPromised, textRefused } = line.sentences(place.lang)
  const told = answer === 'yes' ? await sayDisclosed(line, call, place) : []
  if (told.length === 0) return hangUp(place.lang, [goodbye], 'no-text')
  const text = { call: call.sid, from: call.to, to: call.from, body: told.join(' '), consent: askText }
  const outcome = await line.texts.promise(text)
  return hangUp(place.lang, [outcome === 'promised' ? textPromised : textRefused], `text-${outcome}`)
}

/** Progress that has outlived its expiry: the caller is asked for their name, and what was counted still counts. */
export function askNameAgain(line: Line, call: Call, place: Place): Promise<Reply> {
  return ask(line, call, place, { question: 'name' })
}

function askAgain(line: Line, call: Call, place: Place, reason: Reason): Promise<Reply> {
  const { question, clients, named } = place
  return ask(line, call, place, { question, clients, named, reason })
}

type Asking = {
  question: Question
  clients?: string[]
  named?: string | undefined
  reason?: Reason
}

/** Asks a question once more than so far in this call, or ends the asking when that would be too often. */
function ask(line: Line, call: Call, place: Place, asking: Asking, spokenName?: string): Promise<Reply> {
  const { question, clients = [], named, reason } = asking
  if (isUsedUp(place, question)) return Promise.resolve(giveUp(line, place.lang, question, reason))
  const asked = { ...place.asked, [question]: (place.asked[question] ?? 0) + 1 }
  const next: Place = { question, lang: place.lang, asked, repeats: 0, clients }
  if (named !== undefined) next.named = named
  if (reason !== undefined) next.reason = reason
  return sayQuestion(line, call, next, reason ?? 'ask', spokenName)
}

function isUsedUp(place: Place, question: Question): boolean {
  return (place.asked[question] ?? 0) >= MOST_ASKED[question]
}

/** Without a clear answer to the offer nothing is missing; to any other question, a person has to help. */
function giveUp(line: Line, lang: Language, question: Question, reason: Reason = 'notUnderstood'): Reply {
  if (question === 'sms-offer') return hangUp(lang, [line.sentences(lang).goodbye], 'no-text')
  return connectToOperator(line, lang, reason)
}

/** A client's own language wins once they are known, where the line speaks it. */
function languageOf(line: Line, client: Client): Language | undefined {
  return line.settings.languages.find((one) => one === client.language)
}
