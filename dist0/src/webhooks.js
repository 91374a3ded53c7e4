import formbody from '@fastify/formbody';
import { callStatus } from '../routes/call-status.js';
import { didYouMean } from '../routes/did-you-mean.js';
import { fallback } from '../routes/fallback.js';
import { keyName } from '../routes/key-name.js';
import { lastFour } from '../routes/last-four.js';
import { name } from '../routes/name.js';
import { operator } from '../routes/operator.js';
import { pin } from '../routes/pin.js';
import { smsOffer } from '../routes/sms-offer.js';
import { smsStatus } from '../routes/sms-status.js';
import { spellName } from '../routes/spell-name.js';
import { voice } from '../routes/voice.js';
import { Refused } from './refused.js';
import { signatureHook } from './signalwire/signature-hook.js';
import { webhook } from './signalwire/webhook.js';
import { sendApology, stepOf } from './step.js';
/** The steps of a call, and its end. */
const questions = [name, didYouMean, spellName, keyName, lastFour, pin, smsOffer];
const routes = [voice, ...questions, operator, callStatus, fallback];
/** The scope of everything the platform calls: forms only, signed only, and always a document for the caller. */
export async function webhooks(app, parts) {
    app.removeAllContentTypeParsers();
    await app.register(formbody);
    // @ts-expect-error filled by `readForm` before any handler runs
    app.decorateRequest('webhook', null);
    app.decorateRequest('lang', undefined);
    app.decorateRequest('outcome', '');
    app.addHook('preValidation', signatureHook(parts.signature));
    app.addHook('onResponse', logWebhook);
    app.setErrorHandler((error, request, reply) => answerError(parts, error, request, reply));
    smsStatus(app, parts);
    await app.register(async (calls) => {
        calls.addHook('preValidation', readForm);
        for (const route of routes)
            route(calls, parts);
    });
}
async function readForm(request) {
    const read = webhook.safeParse(request.body ?? {});
    if (!read.success)
        throw new Refused(400, `This is not a call: ${read.error.issues[0]?.path[0]?.toString()} is missing or bad.`);
    request.webhook = read.data;
}
/** One line a webhook. Never what was said or entered, and never the query: it holds the caller's progress. */
async function logWebhook(request, reply) {
    const call = request.webhook?.CallSid;
    const outcome = request.outcome || `refused ${reply.statusCode}`;
    request.log.info({ call, step: stepOf(request), outcome, ms: Math.round(reply.elapsedTime * 10) / 10 }, 'webhook');
}
function answerError(parts, error, request, reply) {
    if (error.statusCode !== undefined && error.statusCode < 500) {
        return reply.code(error.statusCode).type('text/plain').send(`${error.message}\n`);
    }
    request.log.error({ call: request.webhook?.CallSid, step: stepOf(request), err: error }, 'a step failed');
    if (!request.webhook)
        return reply.code(500).type('text/plain').send('Something went wrong.\n');
    return sendApology(parts, request, reply);
}
