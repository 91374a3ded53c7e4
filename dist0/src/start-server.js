import { createServer } from 'node:net';
import { openServer } from './server.js';
/** Another program has the port; the message says what to do. */
export class PortTaken extends Error {
    name = 'PortTaken';
}
/**
 * Opens the server and listens. In development a taken default port is no reason to stop: another free one is used,
 * so that several can run side by side. `config` in the result holds the port in use.
 * @throws PortTaken
 */
export async function startServer(config, options) {
    const chosen = config.PORT === 0 ? { ...config, PORT: await freePort(config.HOST) } : config;
    const server = await openServer(chosen, options);
    try {
        await server.app.listen({ host: chosen.HOST, port: chosen.PORT });
        return { ...server, config: chosen };
    }
    catch (error) {
        await server.close();
        if (!isPortTaken(error))
            throw error;
        if (!config.development || config.PORT !== DEFAULT_PORT) {
            throw new PortTaken(`Port ${chosen.PORT} on ${chosen.HOST} is taken: set PORT to another one.`);
        }
        return startServer({ ...config, PORT: 0 }, options);
    }
}
const DEFAULT_PORT = 3000;
function isPortTaken(error) {
    return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
/** The port must be known before the server is put together: its address goes into every document. */
async function freePort(host) {
    const probe = createServer();
    await new Promise((resolve) => probe.listen(0, host, resolve));
    const address = probe.address();
    await new Promise((resolve) => probe.close(resolve));
    return typeof address === 'object' && address ? address.port : 0;
}
