import { createHmac } from 'node:crypto';
import { enterPin } from './pins/enter-pin.js';
import { numberSubject } from './pins/subjects.js';
import { isOver, recordEnd, recordStep } from './store/calls.js';
import { findDisclosure, recordDisclosure, recordTexted } from './store/disclosures.js';
import { forgetReplies } from './store/replies.js';
/** The line over its database: what the conversation knows and does becomes rows. */
export function openLine({ database, directory, pinSecret, texts, ...parts }) {
    const time = () => parts.now().getTime();
    return {
        ...parts,
        directory,
        pins: {
            async enter(call, place, pin) {
                const clientId = place.clients[0] ?? '';
                const isRight = await directory.checkPin(clientId, pin);
                const entry = { callSid: call.sid, entry: entryKey(pinSecret, call, place, pin), clientId, isRight };
                return enterPin(database, { ...entry, numberSubject: numberSubject(call.from, pinSecret) }, time());
            },
        },
        record: {
            disclose: (call, disclosure) => recordDisclosure(database, call.sid, disclosure),
            disclosed: (call, clientId) => findDisclosure(database, call.sid, clientId),
            step: (call, question, outcome) => recordStep(database, call.sid, question, outcome, time()),
            async end(call, status) {
                await recordEnd(database, call.sid, status, time());
                await forgetReplies(database, call.sid);
            },
            isOver: (call) => isOver(database, call.sid),
        },
        texts: {
            canReceive: (number) => texts.canReceive(number),
            /** Written down first: it may have left before its promise returns. */
            async promise(text) {
                await recordTexted(database, text.call, time());
                return texts.promise(text);
            },
        },
    };
}
/** Tells an entry from another one without holding the PIN: the call, which asking it was, and what was entered. */
function entryKey(pinSecret, call, place, pin) {
    const parts = [call.sid, place.asked.pin ?? 0, place.asked.name ?? 0, place.clients.join(','), pin];
    return createHmac('sha256', pinSecret).update(parts.join('\n')).digest('base64url');
}
