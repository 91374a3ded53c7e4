import { randomUUID } from 'node:crypto';
import { Breach } from './breach.js';
import { virtualClock } from './clock.js';
import { openDocument } from './document.js';
import { sendOverHttp } from './http.js';
import { CallOver, report } from './line.js';
import { defaultLimits } from './send.js';
import { reportEnd } from './status-callback.js';
import { withDefaults } from './switches.js';
import { runDocument } from './verbs.js';
/** Where no project is configured. */
const LOCAL_PROJECT = '00000000-0000-4000-8000-000000000000';
/** Places a call to a cXML server and plays the platform until the call is over. Never rejects for what a server does. */
export async function placeCall(options) {
    const events = [];
    const line = openLine(options, events);
    const started = line.clock.now();
    line.emit({ kind: 'placed', callSid: line.callSid, from: line.from, to: line.to });
    const by = await runCall(line, options);
    const ending = { by, status: finalStatus(line, by), seconds: (line.clock.now() - started) / 1000 };
    line.emit({ kind: 'ended', ending });
    await reportEnd(withoutSignal(line), ending);
    return {
        callSid: line.callSid,
        events,
        heard: events.flatMap((event) => (event.kind === 'spoken' ? [event.text] : [])),
        ending,
        breaches: events.flatMap((event) => (event.kind === 'breach' ? [event.message] : [])),
    };
}
function openLine(options, events) {
    const clock = options.clock ?? virtualClock();
    const started = clock.now();
    return {
        callSid: options.callSid ?? randomUUID(),
        accountSid: options.accountSid ?? LOCAL_PROJECT,
        from: options.from,
        to: options.to,
        key: options.key,
        fallbackUrl: options.fallbackUrl,
        statusCallbackUrl: options.statusCallbackUrl,
        caller: options.answer,
        send: options.send ?? sendOverHttp(),
        limits: options.limits ?? defaultLimits,
        clock,
        switches: withDefaults(options.switches ?? {}),
        signal: options.signal ?? new AbortController().signal,
        emit: (event) => {
            const timed = { ...event, at: (clock.now() - started) / 1000 };
            events.push(timed);
            options.onEvent?.(timed);
        },
        answered: false,
        documents: 0,
        heard: [],
        warned: new Set(),
    };
}
async function runCall(line, { url, method = 'POST' }) {
    try {
        let outcome = { next: { purpose: 'voice', method, url, fields: {} } };
        while ('next' in outcome)
            outcome = await runStep(line, outcome.next);
        return outcome.end;
    }
    catch (error) {
        if (error instanceof CallOver)
            return error.end;
        throw error;
    }
}
async function runStep(line, step) {
    try {
        return await runDocument(line, await openDocument(line, step));
    }
    catch (error) {
        if (!(error instanceof Breach))
            throw error;
        report(line, error);
        return fallBack(line, step);
    }
}
/** The number's fallback URL, once for each step that failed. */
function fallBack(line, failed) {
    const isTaken = failed.purpose === 'voice' || line.switches.actionFallback === 'taken';
    if (!line.fallbackUrl || failed.purpose === 'fallback' || !isTaken)
        return { end: 'failed' };
    return { next: { purpose: 'fallback', method: 'POST', url: line.fallbackUrl, fields: {} } };
}
function finalStatus(line, by) {
    if (by === 'busy')
        return 'busy';
    if (by === 'rejected')
        return 'no-answer';
    return by === 'failed' && !line.answered ? 'failed' : 'completed';
}
/** Who has hung up is still reported. */
function withoutSignal(line) {
    return { ...line, signal: new AbortController().signal };
}
