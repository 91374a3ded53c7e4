import { hearAnswer } from '../hearing/answer.js';
import { hearCommand } from '../hearing/command.js';
import { hearDigits } from '../hearing/digits.js';
import { hearLanguage } from '../hearing/language.js';
import { sayAppointment, textDisclosed } from './appointment.js';
import { ask, askAgain, isUsedUp, languageOf } from './ask.js';
import { hearDidYouMean, hearKeyedName, hearLastFour, hearName, hearSpelledName } from './identify.js';
import { sayQuestion } from './question.js';
import { connectToOperator, hangUp } from './reply.js';
/** How often a question is said again at the caller's wish, without using up a try. */
const MOST_REPEATS = 3;
/** The call begins: the caller is asked for their name. */
export function answerCall(line, call) {
    const lang = line.settings.languages[0];
    const start = { question: 'name', lang, asked: {}, repeats: 0, clients: [] };
    return ask(line, call, start, { question: 'name' });
}
/** The whole call: from where the caller is and what was heard to what they hear next. */
export async function hear(line, call, place, heard) {
    const command = hearCommand(heard, place.lang);
    if (command === 'operator')
        return connectToOperator(line, place.lang, 'operator');
    if (place.repeats < MOST_REPEATS) {
        const lang = hearOtherLanguage(line, place, heard);
        const again = { ...place, lang: lang ?? place.lang, repeats: place.repeats + 1 };
        if (lang)
            return sayQuestion(line, call, again, 'language');
        if (command === 'repeat')
            return sayQuestion(line, call, again, 'repeat');
    }
    if (!heard.speech && !heard.digits)
        return askAgain(line, call, place, 'notHeard');
    return hearAnswerTo[place.question](line, call, place, heard);
}
/** Each question and who hears its answer, in the order of a call. */
const hearAnswerTo = {
    // Who is calling: identify.ts
    name: hearName,
    'did-you-mean': hearDidYouMean,
    'spell-name': hearSpelledName,
    'key-name': hearKeyedName,
    'last-four': hearLastFour,
    // Are they who they say, and what they are told
    pin: hearPin,
    'sms-offer': hearOffer,
};
/** With more than one language, the first question is also a choice between them. */
function hearOtherLanguage(line, place, heard) {
    const other = line.settings.languages.find((one) => one !== place.lang);
    if (place.question !== 'name' || !other)
        return undefined;
    return hearLanguage(heard, other) === other ? other : undefined;
}
async function hearPin(line, call, place, heard) {
    const pin = hearDigits(heard, line.settings.pinLength, place.lang);
    if (!pin)
        return askAgain(line, call, place, 'notUnderstood');
    const isRight = await line.pins.enter(call, place, pin);
    const [clientId] = place.clients;
    const client = isRight && clientId ? await line.directory.find(clientId) : undefined;
    if (client)
        return tell(line, call, place, client);
    if (isUsedUp(place, 'pin'))
        return connectToOperator(line, place.lang, 'wrongPin');
    return ask(line, call, place, { question: 'name', reason: 'wrongPin' });
}
/** The PIN was right: from here on, and only from here on, the caller hears what is on file. */
async function tell(line, call, place, client) {
    const now = line.now();
    const lang = languageOf(line, client) ?? place.lang;
    const appointment = await line.directory.nextAppointment(client.id, now);
    const disclosure = { clientId: client.id, appointmentAt: appointment?.at ?? null, toldAt: now.getTime() };
    await line.record.disclose(call, disclosure);
    const { noAppointment, goodbye } = line.sentences(lang);
    if (!appointment)
        return hangUp(lang, [noAppointment(client.name)], 'no-appointment');
    if (await line.texts.canReceive(call.from)) {
        return ask(line, call, { ...place, lang }, { question: 'sms-offer', clients: [client.id] });
    }
    return hangUp(lang, [...sayAppointment(line, lang, client, appointment, now), goodbye], 'told');
}
async function hearOffer(line, call, place, heard) {
    const answer = hearAnswer(heard, place.lang);
    if (answer === 'unclear')
        return askAgain(line, call, place, 'notUnderstood');
    const { askText, goodbye, textPromised, textRefused } = line.sentences(place.lang);
    const body = answer === 'yes' ? await textDisclosed(line, call, place) : undefined;
    if (body === undefined)
        return hangUp(place.lang, [goodbye], 'no-text');
    const text = { call: call.sid, from: call.to, to: call.from, body, consent: askText };
    const outcome = await line.texts.promise(text);
    return hangUp(place.lang, [outcome === 'promised' ? textPromised : textRefused], `text-${outcome}`);
}
/** Progress that has outlived its expiry: the caller is asked for their name, and what was counted still counts. */
export function askNameAgain(line, call, place) {
    return ask(line, call, place, { question: 'name' });
}
