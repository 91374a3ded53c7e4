import { createInterface } from 'node:readline';
import { hangUp, press, say, silence } from '../engine/answer.js';
export const keyboardHelp = 'Type what you say, or digits to press keys; "1995 says digits. Enter alone is silence, /hangup hangs up.';
/** A person who types. The end of the input hangs up. */
export function openKeyboard(input, output, prompt, onInterrupt) {
    const lines = createInterface({ input, prompt, ...(output ? { output } : {}) });
    const waiting = [];
    const typed = [];
    let isClosed = false;
    const give = (answer) => {
        const next = waiting.shift();
        if (next)
            next(answer);
        else
            typed.push(answer);
    };
    lines.on('line', (text) => {
        const answer = readTyped(text);
        if (answer)
            give(answer);
        else {
            output?.write(`${keyboardHelp}\n`);
            lines.prompt();
        }
    });
    lines.on('SIGINT', onInterrupt);
    lines.on('close', () => {
        isClosed = true;
        give(hangUp);
    });
    const caller = () => {
        const ready = typed.shift() ?? (isClosed ? hangUp : undefined);
        if (ready)
            return ready;
        lines.prompt();
        return new Promise((resolve) => waiting.push(resolve));
    };
    return { caller, close: () => lines.close() };
}
/** What a typed line means; undefined asks for help. */
export function readTyped(text) {
    const line = text.trim();
    if (line === '')
        return silence;
    if (line === '/hangup')
        return hangUp;
    if (line.startsWith('/'))
        return undefined;
    if (/^[0-9*#]+$/.test(line))
        return press(line);
    return say(line.replace(/^["“']|["”]$/g, '').trim());
}
