import { attributes, xml } from './xml.js';
/** The platform's limits, each hint at most 100 characters (Gather's reference page). */
const LONGEST_HINT = 100;
/** Seconds without any input after which the platform reports silence. */
const SILENCE_SECONDS = 5;
/**
 * Speaks, then listens. Silence reaches the same URL whether the platform posts it (`actionOnEmptyResult`) or falls
 * through to the Redirect, which it is documented to do where it does not.
 */
export function listen(says, listening, language) {
    const hints = listening.hints.filter((hint) => hint.length <= LONGEST_HINT && !hint.includes(','));
    const gather = attributes({
        input: 'dtmf speech',
        action: listening.action,
        method: 'POST',
        timeout: SILENCE_SECONDS,
        speechTimeout: listening.endSilence,
        numDigits: listening.keys,
        finishOnKey: '#',
        language,
        hints: hints.length > 0 ? hints.join(',') : undefined,
        actionOnEmptyResult: 'true',
    });
    return response(xml `<Gather${gather}>${say(says)}</Gather><Redirect method="POST">${listening.action}</Redirect>`);
}
/** Speaks, then hangs up. */
export function hangUp(says) {
    return response(xml `${say(says)}<Hangup/>`);
}
/** Seconds the operator's phone rings before the caller is told that nobody answers. */
const RING_SECONDS = 30;
/** Speaks, then connects to a number. What became of it is asked of `action`. */
export function connect(says, to) {
    const dial = attributes({
        action: to.action,
        method: 'POST',
        timeout: RING_SECONDS,
        callerId: to.callerId,
    });
    return response(xml `${say(says)}<Dial${dial}><Number>${to.number}</Number></Dial>`);
}
/** For a status callback: nothing to do. */
export const nothing = response(xml ``);
function say(says) {
    return says.map(({ text, ...how }) => xml `<Say${attributes(how)}>${text}</Say>`);
}
function response(verbs) {
    return `<?xml version="1.0" encoding="UTF-8"?>\n${xml `<Response>${verbs}</Response>`.markup}\n`;
}
