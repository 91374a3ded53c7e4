import { purge } from './purge.js';
const HOUR_MS = 3_600_000;
/** Purges once an hour while the server runs; several servers may. Gives what stops it. */
export function startHourlyPurge({ database, days, now, log }) {
    let running = Promise.resolve();
    const run = async () => {
        await purge(database, days, now().getTime()).catch((err) => log.error({ err }, 'the purge failed'));
    };
    const timer = setInterval(() => {
        running = running.then(run);
    }, HOUR_MS);
    timer.unref();
    return () => {
        clearInterval(timer);
        return running;
    };
}
