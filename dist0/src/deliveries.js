import { createHmac } from 'node:crypto';
import { findReply, keepReply } from './store/replies.js';
/** The answers as the database keeps them, until the end of their call is reported. */
export function openDeliveries(database, secret, now) {
    return {
        async open(callSid, rawUrl, heard) {
            const key = deliveryKey(secret, callSid, rawUrl, heard);
            const { isOver, reply } = await findReply(database, callSid, key);
            return {
                isOver,
                answered: reply === undefined ? undefined : parse(reply),
                async keep(fresh) {
                    const written = JSON.stringify(fresh);
                    const kept = await keepReply(database, callSid, key, written, now().getTime());
                    return kept === written ? fresh : parse(kept);
                },
            };
        },
    };
}
/** Tells webhooks apart without holding what was said or entered: the call, the step with its progress, the answer. */
function deliveryKey(secret, callSid, rawUrl, { speech, digits }) {
    const step = rawUrl.replace(/&exp=\d+&sig=[\w-]+$/, '');
    const parts = JSON.stringify([callSid, step, speech, digits]);
    return createHmac('sha256', secret).update(parts).digest('base64url');
}
function parse(reply) {
    // Our own writing, of a few minutes ago.
    return JSON.parse(reply);
}
