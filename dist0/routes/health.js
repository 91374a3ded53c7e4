import { NotReady } from '../src/readiness.js';
/** `GET /healthz`: the process lives. `GET /readyz`: it can serve a call. */
export function health(app, checkReady) {
    app.get('/healthz', async () => ({ status: 'ok', service: 'frontdesk' }));
    app.get('/readyz', async (request, reply) => {
        try {
            await checkReady();
            return { status: 'ready' };
        }
        catch (error) {
            request.log.warn({ err: error }, 'not ready');
            const reason = error instanceof NotReady ? error.message : 'something is wrong';
            return reply.code(503).send({ status: 'not ready', reason });
        }
    });
}
