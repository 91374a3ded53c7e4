import type { Language } from '../hearing/heard.ts'
import { toPlainText } from '../texts/plain-text.ts'
import type { Place } from './place.ts'
import type { Appointment, Call, Client, Line, Told } from './services.ts'
import { spokenTime, unclearYear } from './spoken-time.ts'

/** The appointment in words, then its note; or that there is none. "Today" is meant as of `now`. A text holds the same. */
export function sayAppointment(
  line: Line,
  lang: Language,
  client: Client,
  appointment: Appointment | undefined,
  now: Date,
): string[] {
  const sentences = line.sentences(lang)
  if (!appointment) return [sentences.noAppointment(client.name)]
  const moment = { at: appointment.at, now: now.getTime(), zone: line.settings.timeZone }
  const year = unclearYear(moment)
  return [
    sentences.appointment(client.name, spokenTime(moment, lang)),
    ...(year ? [sentences.appointmentYear(year)] : []),
    ...(appointment.note ? [appointment.note] : []),
  ]
}

/** What this very call has been told of the place's client, in the same words; nothing when it was told nothing. */
export async function sayTold(line: Line, call: Call, place: Place): Promise<string[]> {
  return (await findTold(line, call, place))?.sentences ?? []
}

/** The same as a text message; undefined when the call was told nothing. */
export async function textTold(line: Line, call: Call, place: Place): Promise<string | undefined> {
  const told = await findTold(line, call, place)
  return told && toPlainText(told.sentences.join(' '), told.name)
}

function findTold(line: Line, call: Call, place: Place): Promise<Told | undefined> {
  return line.record.told(call, place.clients[0] ?? '')
}
