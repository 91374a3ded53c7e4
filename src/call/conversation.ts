import { parseAnswer } from '../hearing/answer.ts'
import { parseCommand, parseLanguage } from '../hearing/command.ts'
import { parseDigits } from '../hearing/digits.ts'
import type { Heard, Language } from '../hearing/heard.ts'
import { sayAppointment, textTold } from './appointment.ts'
import { ask, askAgain, isUsedUp, languageOf } from './ask.ts'
import { hearDidYouMean, hearKeyedName, hearLastFour, hearName, hearSpelledName } from './identify.ts'
import type { Place, Question } from './place.ts'
import { sayQuestion } from './question.ts'
import { connectToOperator, hangUp, type Reply } from './reply.ts'
import type { Call, Line, Told } from './services.ts'

/** How often a question is said again at the caller's wish, without using up a try. */
const MOST_REPEATS = 3

/** The call begins: the caller is asked for their name. */
export function answerCall(line: Line, call: Call): Promise<Reply> {
  const lang = line.settings.languages[0]
  const start: Place = { question: 'name', lang, asked: {}, repeats: 0, clients: [] }
  return ask(line, call, start, { question: 'name' })
}

/** The whole call: from where the caller is and what was heard to what they hear next. */
export async function hear(line: Line, call: Call, place: Place, heard: Heard): Promise<Reply> {
  const command = parseCommand(heard, place.lang)
  if (command === 'operator') return connectToOperator(line, place.lang, 'operator')
  if (place.repeats < MOST_REPEATS) {
    const lang = hearOtherLanguage(line, place, heard)
    const again = { ...place, lang: lang ?? place.lang, repeats: place.repeats + 1 }
    if (lang) return sayQuestion(line, call, again, 'language')
    if (command === 'repeat') return sayQuestion(line, call, again, 'repeat')
  }
  if (command === 'repeat') return askAgain(line, call, place, 'notUnderstood')
  if (!heard.speech && !heard.digits) return askAgain(line, call, place, 'notHeard')
  return hearAnswerTo[place.question](line, call, place, heard)
}

/** Each question and who hears its answer, in the order of a call. */
const hearAnswerTo: Record<Question, (line: Line, call: Call, place: Place, heard: Heard) => Promise<Reply>> =
  {
    // Who is calling: identify.ts
    name: hearName,
    'did-you-mean': hearDidYouMean,
    'spell-name': hearSpelledName,
    'key-name': hearKeyedName,
    'last-four': hearLastFour,
    // Are they who they say, and what they are told
    pin: hearPin,
    'sms-offer': hearOffer,
  }

/** With more than one language, the first question is also a choice between them. */
function hearOtherLanguage(line: Line, place: Place, heard: Heard): Language | undefined {
  const other = line.settings.languages.find((one) => one !== place.lang)
  if (place.question !== 'name' || !other) return undefined
  return parseLanguage(heard, other) === other ? other : undefined
}

async function hearPin(line: Line, call: Call, place: Place, heard: Heard): Promise<Reply> {
  const pin = parseDigits(heard, line.settings.pinLength, place.lang)
  if (!pin) return askAgain(line, call, place, 'notUnderstood')
  const isRight = await line.pins.enter(call, place, pin)
  const told = isRight ? await tell(line, call, place) : undefined
  if (told) return offerText(line, call, place, told)
  if (isUsedUp(place, 'pin')) return connectToOperator(line, place.lang, 'wrongPin')
  return ask(line, call, place, { question: 'name', reason: 'wrongPin' })
}

/**
 * The PIN was right: from here on, and only from here on, the caller hears what is on file. What they were told once in
 * this call they are told again, should the webhook be delivered again. Undefined when the client is gone.
 */
async function tell(line: Line, call: Call, place: Place): Promise<Told | undefined> {
  const clientId = place.clients[0] ?? ''
  const before = await line.record.told(call, clientId)
  if (before) return before
  const client = await line.directory.find(clientId)
  if (!client) return undefined
  const now = line.now()
  const appointment = await line.directory.nextAppointment(client.id, now)
  const lang = languageOf(line, client) ?? place.lang
  const sentences = sayAppointment(line, lang, client, appointment, now)
  const disclosure = { clientId, appointmentAt: appointment?.at ?? null, toldAt: now.getTime() }
  const told = { name: client.name, lang, sentences, hasAppointment: appointment !== undefined }
  return line.record.disclose(call, disclosure, told)
}

async function offerText(line: Line, call: Call, place: Place, told: Told): Promise<Reply> {
  const { lang, sentences, hasAppointment } = told
  if (!hasAppointment) return hangUp(lang, sentences, 'no-appointment')
  const { goodbye } = line.sentences(lang)
  if (!(await line.texts.canReceive(call.from))) return hangUp(lang, [...sentences, goodbye], 'told')
  const offer = { question: 'sms-offer', clients: place.clients } as const
  return ask(line, call, { ...place, lang }, offer, { told: sentences })
}

async function hearOffer(line: Line, call: Call, place: Place, heard: Heard): Promise<Reply> {
  const answer = parseAnswer(heard, place.lang)
  if (answer === 'unclear') return askAgain(line, call, place, 'notUnderstood')
  const { askText, goodbye, textPromised, textRefused } = line.sentences(place.lang)
  const body = answer === 'yes' ? await textTold(line, call, place) : undefined
  if (body === undefined) return hangUp(place.lang, [goodbye], 'no-text')
  const text = { call: call.sid, from: call.to, to: call.from, body, consent: askText }
  const outcome = await line.texts.promise(text)
  return hangUp(place.lang, [outcome === 'promised' ? textPromised : textRefused], `text-${outcome}`)
}

/** Progress that has outlived its expiry: the caller is asked for their name, and what was counted still counts. */
export function askNameAgain(line: Line, call: Call, place: Place): Promise<Reply> {
  return ask(line, call, place, { question: 'name' })
}
