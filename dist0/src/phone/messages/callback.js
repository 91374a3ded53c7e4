import { sign } from '../../signalwire/signature.js';
const WAIT_MILLISECONDS = 5000;
/** Posts over the network; nobody waits for what comes back. */
export const postOverHttp = (url, headers, body) => fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(WAIT_MILLISECONDS) });
/** What becomes of a text that was taken: each status is kept and told to its callback, one after the other. */
export async function deliver(mailbox, message, errorCode, options) {
    const statuses = errorCode ? ['sent', 'undelivered'] : ['sent', 'delivered'];
    for (const status of statuses) {
        const code = status === 'undelivered' ? errorCode : undefined;
        mailbox.setStatus(message.sid, status, code);
        if (message.statusCallback)
            await tell(message, message.statusCallback, status, code, options);
    }
}
async function tell(message, url, status, errorCode, { accountSid, key, post }) {
    const parameters = {
        MessageSid: message.sid,
        MessageStatus: status,
        AccountSid: accountSid,
        From: message.from,
        To: message.to,
        Body: message.body,
        NumMedia: '0',
        NumSegments: String(message.segments),
        ...(errorCode ? { ErrorCode: errorCode } : {}),
    };
    const signature = key && sign(key, url, parameters);
    const signed = signature ? { 'x-signalwire-signature': signature, 'x-twilio-signature': signature } : {};
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...signed };
    // best effort, as on the platform
    await post(url, headers, new URLSearchParams(parameters).toString()).catch(() => { });
}
