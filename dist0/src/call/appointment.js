import { toPlainText } from '../texts/plain-text.js';
import { spokenTime, unclearYear } from './spoken-time.js';
/** The appointment in words, then its note; "today" is meant as of `now`. The text holds the same sentences. */
export function sayAppointment(line, lang, client, appointment, now) {
    const moment = { at: appointment.at, now: now.getTime(), zone: line.settings.timeZone };
    const sentences = line.sentences(lang);
    const year = unclearYear(moment);
    return [
        sentences.appointment(client.name, spokenTime(moment, lang)),
        ...(year ? [sentences.appointmentYear(year)] : []),
        ...(appointment.note ? [appointment.note] : []),
    ];
}
/** What this very call has been told of the place's client, in the same words; nothing when it was told nothing. */
export async function sayDisclosed(line, call, place) {
    return (await findDisclosed(line, call, place))?.sentences ?? [];
}
/** The same as a text message; undefined when the call was told nothing. */
export async function textDisclosed(line, call, place) {
    const told = await findDisclosed(line, call, place);
    return told && toPlainText(told.sentences.join(' '), told.client.name);
}
async function findDisclosed(line, call, place) {
    const told = await line.record.disclosed(call, place.clients[0] ?? '');
    if (!told || told.appointmentAt === null)
        return undefined;
    const client = await line.directory.find(told.clientId);
    const appointment = await line.directory.appointmentAt(told.clientId, told.appointmentAt);
    if (!client || !appointment)
        return undefined;
    return { client, sentences: sayAppointment(line, place.lang, client, appointment, new Date(told.toldAt)) };
}
