import type { Language } from '../hearing/heard.ts'
import type { Told } from '../pins/pins.ts'
import type { Client, OnFileFor } from '../store/clients.ts'
import type { DisclosedWords } from '../store/disclosures.ts'
import type { TextOffer } from '../store/texts.ts'
import { toPlainText } from '../texts/plain-text.ts'
import type { Call, Services } from './services.ts'
import { hasBegun, spokenTime, unclearYear, writtenTime } from './spoken-time.ts'

/**
 * What a right PIN lets the caller hear. It is worked out before the PIN is compared, and for a stand-in where the client is not
 * on file. So the time of a refusal does not show whether the PIN was right or the client is on file.
 * @param lang the call's language, unless the client has one of their own
 */
export function toBeTold(
  services: Services,
  clientId: string,
  onFile: OnFileFor | undefined,
  lang: Language,
): Told {
  const now = services.now()
  const { client, appointment } = onFile ?? NOBODY
  const words = inWords(services, onFile ?? NOBODY, languageOf(services, client) ?? lang, now)
  const disclosure = { clientId, appointmentAt: appointment?.at ?? null, toldAt: now.getTime() }
  return { isOnFile: onFile !== undefined, disclosure, words }
}

const NOBODY: OnFileFor = {
  client: { id: '', name: 'Nobody', language: null, lastFour: null, spokenName: null },
  message: null,
  appointment: { at: Date.UTC(2030, 0, 1), note: null },
}

/** What this very call was told of a client, in the same words; nothing when it was told nothing. */
export async function disclosedSentences(
  services: Services,
  call: Call,
  clientId: string,
): Promise<string[]> {
  return (await services.disclosures.find(call, clientId))?.sentences ?? []
}

/** The same as a text message, and how to reply to it where there is an appointment; undefined when the call was told nothing. */
export async function disclosedText(
  services: Services,
  call: Call,
  clientId: string,
): Promise<string | undefined> {
  const told = await services.disclosures.find(call, clientId)
  if (!told) return undefined
  const mayReply = services.settings.takesRequests && told.hasAppointment
  const hint = mayReply ? [services.sentences(told.lang).replyHint] : []
  return toPlainText([...told.written, ...hint].join(' '), told.name)
}

/** Between which numbers a call's text goes, and whom it is about. */
export function textOf(services: Services, { sid, from, to }: Call, clientId: string): TextOffer {
  return { call: sid, clientId, from: to, to: from, at: services.now().getTime() }
}

/** A client's own language, where the line speaks it. */
export function languageOf({ settings }: Services, client: Client): Language | undefined {
  return settings.languages.find((one) => one === client.language)
}

/** How a client's name is said aloud. Where being on file is a secret, as it is written. */
export function spokenNameOf({ settings }: Services, { name, spokenName }: Client): string {
  return settings.discreet ? name : (spokenName ?? name)
}

/** What is on file in words, spoken and written. "Today" is meant as of `now`. */
function inWords(services: Services, onFile: OnFileFor, lang: Language, now: Date): DisclosedWords {
  const { client, appointment, message } = onFile
  const spoken = sentencesFor(services, onFile, spokenNameOf(services, client), lang, now, spokenTime)
  const written = sentencesFor(services, onFile, client.name, lang, now, writtenTime)
  const [hasAppointment, hasMessage] = [appointment !== undefined, message !== null]
  return { name: client.name, lang, sentences: spoken, written, hasAppointment, hasMessage }
}

/** The appointment, its note and the message; or that there is nothing. */
function sentencesFor(
  services: Services,
  { appointment, message }: OnFileFor,
  name: string,
  lang: Language,
  now: Date,
  timeInWords: typeof spokenTime,
): string[] {
  const sentences = services.sentences(lang)
  if (!appointment) return [message ? sentences.message(name, message) : sentences.noAppointment(name)]
  const time = { at: appointment.at, now: now.getTime(), zone: services.settings.timeZone }
  const year = unclearYear(time)
  const sentence = sentences[hasBegun(time) ? 'appointmentBegun' : 'appointment']
  return [
    sentence(name, timeInWords(time, lang)),
    ...(year ? [sentences.appointmentYear(year)] : []),
    ...(appointment.note ? [appointment.note] : []),
    ...(services.areDataOld() ? [sentences.checkWithOffice] : []),
    ...(message ? [sentences.message(name, message)] : []),
  ]
}
