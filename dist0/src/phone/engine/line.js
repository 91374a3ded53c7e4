import { Breach } from './breach.js';
/** Thrown where a call is over in the middle of something. */
export class CallOver extends Error {
    end;
    constructor(end) {
        super(`the call is over: ${end}`);
        this.end = end;
    }
}
/** The parameters that the platform sends with every request of a call. */
export function standardParameters(line) {
    return {
        AccountSid: line.accountSid,
        ApiVersion: '2010-04-01',
        CallSid: line.callSid,
        CallStatus: line.answered ? 'in-progress' : 'ringing',
        Direction: 'inbound',
        From: line.from,
        To: line.to,
    };
}
/** Tells of a breach; an error ends the call where the phone is strict. */
export function report(line, breach) {
    const isStrict = line.switches.strictness === 'strict';
    const severity = isStrict ? (breach.details.severity ?? 'error') : 'warning';
    // a line that asks the same question three times is told once
    if (severity === 'warning' && line.warned.has(breach.details.what))
        return;
    line.warned.add(breach.details.what);
    line.emit({ kind: 'breach', message: breach.message, details: { ...breach.details, severity } });
}
/** The absolute URL of a reference in a document. */
export function resolveUrl(reference, base) {
    const url = URL.canParse(reference, base) ? new URL(reference, base) : undefined;
    if (url && /^https?:$/.test(url.protocol))
        return url;
    throw new Breach({
        code: 11100,
        what: `"${reference}" is not a URL that can be requested`,
        platform: 'the platform cannot go on and takes the fallback URL, or ends the call',
        fix: 'write an http or https URL',
    });
}
