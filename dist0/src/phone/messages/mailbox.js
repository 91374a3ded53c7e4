import { randomUUID } from 'node:crypto';
import { countSegments } from './segments.js';
/** More than anyone looks at; older ones go. */
const MOST_MESSAGES = 1000;
/** An empty mailbox, in memory. */
export function createMailbox(now = Date.now) {
    let messages = [];
    const listeners = new Set();
    const change = (sid, changes) => {
        messages = messages.map((one) => (one.sid === sid ? { ...one, ...changes, updatedAt: now() } : one));
    };
    return {
        get messages() {
            return messages;
        },
        fault: 'none',
        add(message) {
            const at = { createdAt: now(), updatedAt: now() };
            const segments = countSegments(message.body);
            const added = {
                ...message,
                ...at,
                segments,
                sid: randomUUID(),
                status: 'queued',
                errorCode: null,
            };
            messages = [added, ...messages].slice(0, MOST_MESSAGES);
            for (const listener of listeners)
                listener(added);
            return added;
        },
        setStatus: (sid, status, errorCode) => change(sid, { status, errorCode: errorCode ?? null }),
        clearBody: (sid) => change(sid, { body: '' }),
        remove(sid) {
            messages = messages.filter((one) => one.sid !== sid);
        },
        watch(listener) {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
    };
}
