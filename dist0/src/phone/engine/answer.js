const CONFIDENCE = 0.92;
/** The caller speaks; a number between two texts is a pause in seconds. */
export function say(...parts) {
    const inputs = [];
    let after = 0.5;
    for (const part of parts) {
        if (typeof part === 'number')
            after = part;
        else
            inputs.push({ kind: 'words', words: part, after, confidence: CONFIDENCE });
    }
    return { inputs };
}
/** The caller presses keys, one by one. */
export function press(keys, secondsBetween = 0.5) {
    return { inputs: [...keys].map((key) => ({ kind: 'key', key, after: secondsBetween })) };
}
/** The caller makes a sound that is not words. */
export const noise = { inputs: [{ kind: 'noise', after: 0.5 }] };
/** The caller says and presses nothing. */
export const silence = { inputs: [] };
/** The caller hangs up. */
export const hangUp = { inputs: [], hangsUp: true };
/** A caller with prepared answers, who is silent once they run out. */
export function script(...answers) {
    const left = [...answers];
    return () => left.shift() ?? silence;
}
