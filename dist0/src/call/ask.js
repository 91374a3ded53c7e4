import { sayQuestion } from './question.js';
import { connectToOperator, hangUp } from './reply.js';
/** How often a question is asked in one call. */
const MOST_ASKED = {
    name: 3,
    'did-you-mean': 3,
    'spell-name': 3,
    'key-name': 3,
    'last-four': 3,
    pin: 3,
    'sms-offer': 2,
};
/** Asks a question once more than so far in this call, or ends the asking when that would be too often. */
export function ask(line, call, place, asking, spokenName) {
    const { question, clients = [], next = [], named, reason } = asking;
    if (isUsedUp(place, question))
        return Promise.resolve(giveUp(line, place.lang, question, reason));
    const asked = { ...place.asked, [question]: (place.asked[question] ?? 0) + 1 };
    const { lang, declined } = place;
    const opened = { question, lang, asked, repeats: 0, clients };
    if (next.length > 0)
        opened.next = next;
    if (declined && question !== 'pin')
        opened.declined = declined;
    if (named !== undefined)
        opened.named = named;
    if (reason !== undefined)
        opened.reason = reason;
    return sayQuestion(line, call, opened, reason ?? 'ask', spokenName);
}
/** Asks the open question once more, and says why. */
export function askAgain(line, call, place, reason) {
    return ask(line, call, place, { ...place, reason });
}
/** Whether a question has been asked as often as it may be. */
export function isUsedUp(place, question) {
    return (place.asked[question] ?? 0) >= MOST_ASKED[question];
}
/** Without a clear answer to the offer nothing is missing; to any other question, a person has to help. */
function giveUp(line, lang, question, reason = 'notUnderstood') {
    if (question === 'sms-offer')
        return hangUp(lang, [line.sentences(lang).goodbye], 'no-text');
    return connectToOperator(line, lang, reason);
}
/** A client's own language wins once they are known, where the line speaks it. */
export function languageOf(line, client) {
    return line.settings.languages.find((one) => one === client.language);
}
