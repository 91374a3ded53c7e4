import type { Language } from '../hearing/heard.ts'
import type { Appointment, Client } from '../store/clients.ts'
import type { DisclosedWords } from '../store/disclosures.ts'
import type { TextOffer } from '../store/texts.ts'
import { toPlainText } from '../texts/plain-text.ts'
import type { Call, Services } from './services.ts'
import { hasBegun, spokenTime, unclearYear, writtenTime } from './spoken-time.ts'

/**
 * What is on file for a client whose PIN was right, recorded before the caller hears it. A webhook that is delivered
 * again gets the same words. Undefined when the client is no longer on file, and the call was told nothing.
 * @param lang the call's language, unless the client has one of their own
 */
export async function disclose(
  services: Services,
  call: Call,
  clientId: string,
  lang: Language,
): Promise<DisclosedWords | undefined> {
  const now = services.now()
  const found = await services.directory.findWithAppointment(clientId, now)
  // The client may have been removed since this call was told.
  if (!found) return services.disclosures.find(call, clientId)
  const { client, appointment } = found
  const told = inWords(services, client, appointment, languageOf(services, client) ?? lang, now)
  const disclosure = { clientId, appointmentAt: appointment?.at ?? null, toldAt: now.getTime() }
  return services.disclosures.record(call, disclosure, told)
}

/** What this very call was told of a client, in the same words; nothing when it was told nothing. */
export async function disclosedSentences(
  services: Services,
  call: Call,
  clientId: string,
): Promise<string[]> {
  return (await services.disclosures.find(call, clientId))?.sentences ?? []
}

/** The same as a text message, and how to reply to it; undefined when the call was told nothing. */
export async function disclosedText(
  services: Services,
  call: Call,
  clientId: string,
): Promise<string | undefined> {
  const told = await services.disclosures.find(call, clientId)
  if (!told) return undefined
  const hint = services.settings.takesRequests ? [services.sentences(told.lang).replyHint] : []
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

/** The appointment in words, spoken and written, then its note; or that there is none. "Today" is meant as of `now`. */
function inWords(
  services: Services,
  { name }: Client,
  appointment: Appointment | undefined,
  lang: Language,
  now: Date,
): DisclosedWords {
  const sentences = services.sentences(lang)
  if (!appointment) {
    const none = [sentences.noAppointment(name)]
    return { name, lang, sentences: none, written: none, hasAppointment: false }
  }
  const time = { at: appointment.at, now: now.getTime(), zone: services.settings.timeZone }
  const year = unclearYear(time)
  const sentence = sentences[hasBegun(time) ? 'appointmentBegun' : 'appointment']
  const rest = [
    ...(year ? [sentences.appointmentYear(year)] : []),
    ...(appointment.note ? [appointment.note] : []),
  ]
  const spoken = [sentence(name, spokenTime(time, lang)), ...rest]
  const written = [sentence(name, writtenTime(time, lang)), ...rest]
  return { name, lang, sentences: spoken, written, hasAppointment: true }
}
