import { localUrlOf, publicUrlOf } from '../../address.js';
import { ConfigError, loadDotEnv, readConfig } from '../../config.js';
/** The server that is running at HOST:PORT, or one of our own for as long as the call lasts. */
export async function reachServer(warn) {
    loadDotEnv();
    const config = readConfig();
    const isRunning = config.PORT !== 0 && (await isAlive(localUrlOf(config)));
    return isRunning ? running(config) : start(config, warn);
}
async function isAlive(origin) {
    try {
        const reply = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(2000) });
        return reply.ok;
    }
    catch {
        return false;
    }
}
function running(config) {
    const { SIGNALWIRE_SIGNING_KEY: signingKey } = config;
    return { origin: localUrlOf(config), publicUrl: publicUrlOf(config), signingKey, close: async () => { } };
}
/** On a port of its own, so that phones side by side do not meet. What it logs as an error is passed on. */
async function start(config, warn) {
    const write = (entry) => {
        if (/"level":[56]0/.test(entry))
            warn(entry);
    };
    // loaded only when needed: a call to another server wants no database
    const [{ openLog }, { startServer }] = await Promise.all([
        import('../../logger.js'),
        import('../../start-server.js'),
    ]);
    const server = await startServer({ ...config, PORT: 0 }, { log: openLog({ write }) });
    return { ...running(server.config), close: () => server.close() };
}
/** Why the server could not be reached, for the terminal. */
export function explainStart(error) {
    const message = error instanceof Error ? error.message : String(error);
    return error instanceof ConfigError
        ? `The configuration is not complete:\n${message.replace(/^/gm, '  ')}`
        : message;
}
