import { LINK_LIFETIME_SECONDS, writeProgress } from './call/progress.js';
import { voices } from './call/sentences/voices.js';
import { signUrl } from './call/signed-url.js';
import { connect, hangUp, listen } from './cxml/documents.js';
/** How each question is listened to: names are said with pauses, answers are short. */
const listening = {
    name: () => ({ keys: 1, endSilence: 2 }),
    'did-you-mean': () => ({ keys: 1, endSilence: 1 }),
    'spell-name': () => ({ keys: 1, endSilence: 2 }),
    'key-name': () => ({ keys: 4, endSilence: 2 }),
    'last-four': () => ({ keys: 4, endSilence: 2 }),
    pin: (pinLength) => ({ keys: pinLength, endSilence: 2 }),
    'sms-offer': () => ({ keys: 1, endSilence: 1 }),
};
/** The document that makes the caller hear a reply, and leads their answer back to us. */
export function documentOf(reply, call, settings, now) {
    const spoken = reply.says.map((saying) => spokenIn(reply.lang, saying));
    switch (reply.next) {
        case 'listen':
            return listen(spoken, listeningTo(reply, call, settings, now), voices[reply.lang].language);
        case 'connect':
            return connect(spoken, { number: reply.number, ...dialling(reply, call, settings, now) });
        case 'hang up':
            return hangUp(spoken);
    }
}
/** A saying with the voice of its language. */
export function spokenIn(lang, saying) {
    return typeof saying === 'string'
        ? { text: saying, ...voices[lang] }
        : { text: saying.text, ...voices[saying.lang] };
}
function listeningTo({ place, hints }, call, settings, now) {
    const action = settings.publicUrl + writeProgress(place, call.sid, settings.stateSecrets, now);
    return { action, hints, ...listening[place.question](settings.pinLength) };
}
/** The called number is ours, so it may be shown to the operator; the platform refuses a number that is not. */
function dialling(reply, call, settings, now) {
    const expires = Math.floor(now.getTime() / 1000) + LONGEST_TALK_SECONDS;
    const path = signUrl('/operator', `lang=${reply.lang}`, expires, call.sid, settings.stateSecrets);
    return {
        callerId: /^\+[1-9]\d{6,14}$/.test(call.to) ? call.to : undefined,
        action: settings.publicUrl + path,
    };
}
/** Dial's own time limit (4 hours), and what a link lives. */
const LONGEST_TALK_SECONDS = 14_400 + LINK_LIFETIME_SECONDS;
