import { Breach } from './breach.js';
import { report } from './line.js';
import { exchange } from './request.js';
const TRIES = 3;
/** How late a callback is when the switches want it late. */
const LATE_SECONDS = 60;
/** Tells the number's status callback how the call ended, as often as the platform would. */
export async function reportEnd(line, ending) {
    const { statusCallback } = line.switches;
    // the number's callback is for calls that completed or failed
    const isReported = ending.status === 'completed' || ending.status === 'failed';
    if (!line.statusCallbackUrl || !isReported || statusCallback === 'missing')
        return;
    if (statusCallback === 'late')
        await line.clock.sleep(LATE_SECONDS);
    const status = statusCallback === 'failed' ? 'failed' : ending.status;
    const step = { purpose: 'status', method: 'POST', url: line.statusCallbackUrl, fields: {} };
    const parameters = callbackParameters(line, { ...ending, status });
    await deliver(line, step, parameters);
    if (statusCallback === 'twice')
        await deliver(line, step, parameters);
}
function callbackParameters(line, ending) {
    return {
        AccountSid: line.accountSid,
        CallSid: line.callSid,
        From: line.from,
        To: line.to,
        CallStatus: ending.status,
        CallDuration: String(Math.ceil(ending.seconds)),
        Timestamp: new Date(line.clock.now()).toUTCString().replace('GMT', '+0000'),
        AudioInMos: '4.5',
    };
}
async function deliver(line, step, parameters) {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        const status = await exchange(line, step, parameters).then(({ reply }) => reply.status, () => 0);
        if (status === 200 || status === 204)
            return;
    }
    report(line, dropped(step.url));
}
function dropped(url) {
    return new Breach({
        what: `the status callback ${new URL(url).pathname} was not taken in ${TRIES} tries`,
        platform: 'the platform drops it silently',
        fix: 'answer it with 200 or 204 within 5 s',
        severity: 'warning',
    });
}
