import { z } from 'zod';
import { hangUp, noise, press, say, silence } from '../engine/answer.js';
import { sendOverHttp } from '../engine/http.js';
import { someSwitches, switchesSchema } from '../engine/switches.js';
import { faults } from '../messages/faults.js';
import { createPageCalls } from './calls.js';
import { lineFaults, sendWithFault } from './line-faults.js';
// zod wants the names as a list
const lineFaultNames = Object.keys(lineFaults);
const textFaultNames = Object.keys(faults);
const newCall = z.object({
    from: z.string().min(1).max(255),
    to: z.string().min(1).max(255),
    switches: someSwitches.default({}),
    lineFault: z.enum(lineFaultNames).default('none'),
    textFault: z.enum(textFaultNames).default('none'),
});
const newAnswer = z.union([
    z.object({ say: z.string().min(1).max(1000) }),
    z.object({ keys: z.string().regex(/^[0-9*#]{1,100}$/) }),
    z.object({ does: z.enum(['silence', 'noise', 'hang up']) }),
]);
const lastEventId = z.coerce.number().int().min(0).catch(-1);
/** Calls for the page: placed, answered and followed. The same engine as everywhere plays them. */
export async function callRoutes(app, options) {
    const calls = createPageCalls(options.mailbox, (error) => app.log.error({ err: error }, 'a call of the page failed'));
    const streams = new Set();
    // an open stream would keep the server from closing
    app.addHook('preClose', async () => {
        calls.close();
        for (const stream of streams)
            stream.end();
    });
    app.get('/phone/settings', () => settings(options));
    app.post('/phone/calls', async (request, reply) => {
        const wanted = newCall.safeParse(request.body);
        if (!wanted.success)
            return reply.code(400).send({ error: 'The call cannot be placed like this.' });
        const { id } = calls.place(callOptions(options, wanted.data));
        return reply.code(201).send({ id });
    });
    const withCall = (handle) => (request, reply) => {
        const { id } = z.object({ id: z.string() }).parse(request.params);
        const call = calls.find(id);
        return call ? handle(call, request, reply) : reply.code(404).send({ error: 'There is no such call.' });
    };
    app.get('/phone/calls/:id/events', withCall((call, request, reply) => followCall(streams, call, request, reply)));
    app.post('/phone/calls/:id/answers', withCall(answerCall));
}
/** What can be chosen, in words. */
function settings({ mailbox }) {
    const switches = Object.entries(switchesSchema.shape).map(([name, choice]) => ({
        name,
        label: choice.description ?? name,
        choices: choice.options,
    }));
    const labelled = (list) => Object.entries(list).map(([name, { label }]) => ({ name, label }));
    return { switches, lineFaults: labelled(lineFaults), textFaults: mailbox ? labelled(faults) : [] };
}
function callOptions(options, wanted) {
    const { publicUrl, localUrl, signingKey, mailbox } = options;
    const { from, to, switches, lineFault, textFault } = wanted;
    if (mailbox)
        mailbox.fault = textFault;
    return {
        url: `${publicUrl}/voice`,
        fallbackUrl: `${publicUrl}/fallback`,
        statusCallbackUrl: `${publicUrl}/call-status`,
        send: sendWithFault(sendOverHttp(localUrl), lineFault, ['/fallback', '/call-status']),
        ...(signingKey ? { key: signingKey } : {}),
        ...{ from, to, switches },
    };
}
/** Server-sent events, until the page goes; a page that comes back says what it has seen. */
function followCall(streams, call, request, reply) {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const seen = lastEventId.parse(request.headers['last-event-id']);
    const stop = call.subscribe(seen + 1, (event, number) => {
        raw.write(`id: ${number}\ndata: ${JSON.stringify(event)}\n\n`);
    });
    streams.add(raw);
    raw.on('close', () => {
        streams.delete(raw);
        stop();
    });
}
function answerCall(call, request, reply) {
    const answer = newAnswer.safeParse(request.body);
    if (!answer.success)
        return reply.code(400).send({ error: 'This is no answer.' });
    const read = readAnswer(answer.data);
    if (read.hangsUp)
        call.hangUp();
    else if (!call.answer(read))
        return reply.code(409).send({ error: 'The line is not listening.' });
    return reply.code(204).send();
}
function readAnswer(answer) {
    if ('say' in answer)
        return say(answer.say);
    if ('keys' in answer)
        return press(answer.keys);
    if (answer.does === 'silence')
        return silence;
    return answer.does === 'noise' ? noise : hangUp;
}
