import { nothing } from '../src/cxml/documents.js';
import { callOf } from '../src/signalwire/webhook.js';
import { sendDocument } from '../src/step.js';
/** The statuses after which a call has nothing more to come. */
const ended = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];
/** How a call goes; only its end changes anything. May come late, twice or never. */
export function callStatus(app, { line }) {
    app.post('/call-status', async (request, reply) => {
        const { CallStatus } = request.webhook;
        if (ended.includes(CallStatus))
            await line.record.end(callOf(request.webhook), CallStatus);
        return sendDocument(request, reply, ended.includes(CallStatus) ? CallStatus : 'ignored', nothing);
    });
}
