import { randomUUID } from 'node:crypto';
import { placeCall } from '../engine/call.js';
import { prettyPrint } from './pretty.js';
/** How long a call waits for its page to come back. */
const PATIENCE_MILLISECONDS = 5000;
/** The calls of all pages. A call that nobody listens to any more is hung up and forgotten. */
export function createPageCalls(mailbox, onError) {
    const calls = new Map();
    return {
        place(options) {
            const call = openCall(options, mailbox, onError, () => calls.delete(call.id));
            calls.set(call.id, call);
            return call;
        },
        find: (id) => calls.get(id),
        close: () => {
            for (const call of calls.values())
                call.hangUp();
        },
    };
}
function openCall(options, mailbox, onError, forget) {
    const feed = createFeed();
    const person = createPerson();
    const started = Date.now();
    const unwatch = mailbox?.watch(({ from, to, body }) => {
        if (to === options.from)
            feed.tell({ kind: 'text-arrived', from, to, body, at: (Date.now() - started) / 1000 });
    });
    placeCall({
        ...options,
        answer: person.caller,
        signal: person.signal,
        onEvent: (event) => feed.tell(withLines(event)),
    }).catch(onError);
    const leave = () => {
        person.hangUp();
        unwatch?.();
        forget();
    };
    feed.whenAbandoned(leave);
    return { id: randomUUID(), answer: person.answer, hangUp: person.hangUp, subscribe: feed.subscribe };
}
function withLines(event) {
    return event.kind === 'exchanged' && event.document
        ? { ...event, lines: prettyPrint(event.document) }
        : event;
}
/** The person at the page: the open question waits for their answer. */
function createPerson() {
    const hangUp = new AbortController();
    let give;
    return {
        signal: hangUp.signal,
        hangUp: () => hangUp.abort(),
        caller: () => new Promise((resolve) => {
            give = resolve;
        }),
        answer(answer) {
            const isAsked = give !== undefined;
            give?.(answer);
            give = undefined;
            return isAsked;
        },
    };
}
/** Events in order, for listeners who may come late or come back. */
function createFeed() {
    const events = [];
    const listeners = new Set();
    let abandon = () => { };
    let timer = setTimeout(() => abandon(), PATIENCE_MILLISECONDS);
    return {
        tell(event) {
            events.push(event);
            for (const listener of listeners)
                listener(event, events.length - 1);
        },
        whenAbandoned(callback) {
            abandon = callback;
        },
        subscribe(from, listener) {
            clearTimeout(timer);
            events.slice(from).forEach((event, i) => {
                listener(event, from + i);
            });
            listeners.add(listener);
            return () => {
                listeners.delete(listener);
                if (listeners.size === 0)
                    timer = setTimeout(() => abandon(), PATIENCE_MILLISECONDS);
            };
        },
    };
}
