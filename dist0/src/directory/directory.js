import { countClients, findAppointmentAt, findClient, findNamesByPhone, findNextAppointment, findPinHash, findUpcomingNames, } from '../store/clients.js';
import { pinSecretFault } from './load.js';
import { hashPin, isRightPin } from './pin-hash.js';
import { openRecogniser } from './recogniser.js';
const MOST_HINTS = 100;
/** The directory as the database has it at the moment of each question. */
export function createDirectory(queries, pinSecret) {
    const nobody = hashPin('', pinSecret);
    const recogniser = openRecogniser(queries);
    return {
        identify: (heard, context) => recogniser.identify(heard, context),
        identifySpelled: (heard, context) => recogniser.identifySpelled(heard, context),
        identifyKeyed: (keys, context) => recogniser.identifyKeyed(keys, context),
        refresh: () => recogniser.refresh(),
        close: () => recogniser.close(),
        find: (id) => findClient(queries, id),
        nextAppointment: (id, now) => findNextAppointment(queries, id, now.getTime()),
        appointmentAt: (id, at) => findAppointmentAt(queries, id, at),
        likelyNames: (callingNumber, now) => likelyNames(queries, callingNumber, now.getTime()),
        count: () => countClients(queries),
        async checkPin(id, pin) {
            // An import with another secret since the start makes every PIN wrong: that is our failure, not the caller's.
            const fault = await pinSecretFault(queries, pinSecret);
            if (fault)
                throw new Error(fault);
            const stored = await findPinHash(queries, id);
            const isRight = isRightPin(pin, stored ?? nobody, pinSecret);
            return isRight && stored !== undefined;
        },
    };
}
/** For the recogniser: who calls from this number, then who comes next, each name once. */
async function likelyNames(queries, callingNumber, now) {
    const callers = await findNamesByPhone(queries, callingNumber, MOST_HINTS);
    const upcoming = await findUpcomingNames(queries, now, MOST_HINTS);
    return [...new Set([...callers, ...upcoming])].slice(0, MOST_HINTS);
}
