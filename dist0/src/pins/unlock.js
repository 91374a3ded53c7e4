import { forgetGuesses } from '../store/guesses.js';
import { clientSubject, numberSubject } from './subjects.js';
/**
 * Lets a client's record, or the PINs from a calling number, be right again at once.
 * @returns a sentence that says what was found
 */
export async function unlock(queries, locked, secret, now) {
    const name = 'client' in locked ? `Client ${locked.client}` : locked.number;
    const subject = 'client' in locked ? clientSubject(locked.client) : numberSubject(locked.number, secret);
    const lockedUntil = subject === undefined ? undefined : await forgetGuesses(queries, subject);
    if (lockedUntil === undefined)
        return `${name} was not locked: no wrong PIN is remembered.`;
    if (lockedUntil > now)
        return `${name} is unlocked; the lock would have held until ${new Date(lockedUntil).toISOString()}.`;
    return `${name} was not locked; its wrong PINs are forgotten.`;
}
