import { EventEmitter, once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Dispatcher } from './dispatcher.js';
import { PromiseStore } from './promise-store.js';
import { fixAnswer } from './promises.js';
import { countSegments } from './segments.js';
import { recordStatus } from './status.js';
import { isTextable } from './textable.js';
import { isUnreachable, keyOf } from './unreachable-numbers.js';
import { wordText } from './wording.js';
/** From the call of `promise` to its answer: the platform gives the whole webhook 5 s. */
const ANSWER_LIMIT_MS = 1_950;
/** Kept of it for writing down what the caller is told. */
const LAST_WRITE_MS = 100;
/** The texts this line owes its callers. */
export function createOutbox(options) {
    const { database, messages, secret, perSecond, log, now = Date.now } = options;
    const tried = new EventEmitter().setMaxListeners(0);
    const onTried = (call) => tried.emit(`call ${call}`);
    const dispatcher = new Dispatcher({ ...options, now, startedAt: now(), onTried });
    const promises = new PromiseStore(database);
    function store(text) {
        const body = wordText(text.body, options);
        const [numberKey, segments] = [keyOf(text.to, secret), countSegments(body)];
        return promises.store({ ...text, body, numberKey, segments, promisedAt: now() });
    }
    /** What the first try came to, when it comes to something soon. */
    async function firstTry(call, patience) {
        const isTried = once(tried, `call ${call}`, { signal: patience }).catch(() => { });
        dispatcher.wake();
        await isTried;
        return fixAnswer(database, call);
    }
    async function promise(text) {
        const begun = performance.now();
        const { told, queue } = await store(text);
        if (told)
            return told;
        const leftMs = Math.max(ANSWER_LIMIT_MS - Math.ceil(performance.now() - begun), LAST_WRITE_MS);
        // In a burst, who stands too far back in the line is not kept waiting for nothing.
        const isSoon = queue * 1_000 < leftMs * perSecond;
        const answer = firstTry(text.call, AbortSignal.timeout(isSoon ? leftMs - LAST_WRITE_MS : 0));
        // The text is stored: it is promised even if the database is stuck from here on.
        const atLeast = (error) => {
            log.error({ call: text.call, reason: error.message }, 'what the caller is told could not be stored');
            return 'promised';
        };
        return Promise.race([answer.catch(atLeast), wait(leftMs, 'promised', { ref: false })]);
    }
    return {
        promise,
        canReceive: async (number) => isTextable(number) && !(await isUnreachable(database, keyOf(number, secret))),
        recordStatus: (report) => recordStatus(database, report, now()),
        start() {
            // Loaded while nobody waits; a package that cannot be loaded is reported by the first try.
            messages.warmUp().catch(() => { });
            dispatcher.wake();
        },
        async close() {
            await dispatcher.close();
            messages.close();
        },
    };
}
