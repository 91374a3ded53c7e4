import { turnAway } from '../call/reply.js';
import { documentOf } from '../documents.js';
import { callOf } from '../signalwire/webhook.js';
import { sendDocument } from '../step.js';
/** Answers a call that cannot be taken now: no question, no record, no database. */
export function sendTurnedAway({ line, documents }, request, reply) {
    const next = turnAway(line, line.settings.languages[0]);
    const document = documentOf(next, callOf(request.webhook), documents, line.now());
    return sendDocument(request, reply, next.outcome, document);
}
