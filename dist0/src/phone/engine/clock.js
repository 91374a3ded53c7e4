import { setTimeout as delay } from 'node:timers/promises';
/** A clock that jumps ahead instead of sleeping. */
export function virtualClock(start = Date.now()) {
    let now = start;
    return {
        isReal: false,
        now: () => now,
        sleep: async (seconds) => {
            now += seconds * 1000;
        },
    };
}
/** A clock that sleeps. */
export function realClock() {
    return {
        isReal: true,
        now: () => Date.now(),
        sleep: async (seconds, signal) => {
            await delay(seconds * 1000, undefined, signal ? { signal } : {}).catch(() => { });
        },
    };
}
