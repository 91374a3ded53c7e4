import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
/** A text that was promised may arrive a moment after the call. */
const WAIT_MILLISECONDS = 500;
const POLL_MILLISECONDS = 50;
const answer = z.object({
    messages: z.array(z.object({ sid: z.string(), from: z.string(), to: z.string(), body: z.string() })),
});
/** The texts that a number has, oldest first, where the server plays the platform's side; otherwise none. */
export async function readTexts(origin, to) {
    try {
        const reply = await fetch(`${origin}/phone/messages?to=${encodeURIComponent(to)}`, {
            signal: AbortSignal.timeout(1000),
        });
        return reply.ok ? answer.parse(await reply.json()).messages : undefined;
    }
    catch {
        return undefined;
    }
}
/** The texts that came since `before`. */
export async function newTexts(origin, to, before) {
    const known = new Set(before.map(({ sid }) => sid));
    const end = performance.now() + WAIT_MILLISECONDS;
    while (performance.now() < end) {
        const texts = (await readTexts(origin, to)) ?? [];
        const arrived = texts.filter(({ sid }) => !known.has(sid));
        if (arrived.length > 0)
            return arrived;
        await delay(POLL_MILLISECONDS);
    }
    return [];
}
