import { ConfigError, loadDotEnv, readConfig } from './config.js';
import { openLog } from './logger.js';
import { startServer } from './start-server.js';
import { welcome } from './welcome.js';
/** Starts the line, says how to reach it, and stops it on a signal. */
async function main() {
    loadDotEnv();
    const config = readConfig();
    const server = await startServer(config, { log: openLog() });
    console.log(welcome(server.config));
    for (const signal of ['SIGTERM', 'SIGINT']) {
        process.once(signal, () => server.close().then(() => process.exit(0)));
    }
}
main().catch((error) => {
    const lines = error instanceof Error ? error.message : 'frontdesk could not start.';
    console.error(error instanceof ConfigError ? `frontdesk cannot start:\n${lines.replace(/^/gm, '  ')}` : lines);
    process.exit(1);
});
