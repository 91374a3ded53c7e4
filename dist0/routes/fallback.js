import { sendApology } from '../src/step.js';
/** The platform could not use an answer of ours: an apology and the operator, without touching the database. */
export function fallback(app, parts) {
    app.post('/fallback', (request, reply) => {
        request.log.error({ call: request.webhook.CallSid, code: request.webhook.ErrorCode }, 'the platform fell back');
        return sendApology(parts, request, reply);
    });
}
