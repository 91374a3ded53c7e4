import { z } from 'zod';
import { isFromThisMachine } from '../signalwire/signature-hook.js';
/**
 * Lets through only what comes straight from this machine: texts are private, and a tunnel or a page of another site
 * (whose requests carry its own Host or Origin) must not read them.
 */
export async function onlyFromThisMachine(request, reply) {
    const { host, origin } = request.headers;
    const isOwnPage = origin === undefined || origin === `http://${host}`;
    if (isOwnPage && isFromThisMachine(request))
        return;
    await reply.code(403).send({ error: 'The phone works from this machine only.' });
}
/** The texts of a number, for a phone in another process. */
export async function textRoutes(app, { mailbox }) {
    /** Oldest first. */
    app.get('/phone/messages', (request) => {
        const query = z.object({ to: z.string().optional() }).parse(request.query);
        const messages = mailbox.messages.filter(({ to }) => (query.to ?? to) === to);
        return { messages: messages.toReversed().map(({ sid, from, to, body }) => ({ sid, from, to, body })) };
    });
}
