import { isGsm, septetsOf } from './gsm.js';
/** A message alone, and each of several, which give up some room to the header that joins them. */
const room = {
    'GSM-7': { alone: 160, joined: 153 },
    'UCS-2': { alone: 70, joined: 67 },
};
/** In how many parts a text message travels. */
export function countSegments(text) {
    return measureText(text).segments;
}
/** How long a text message is, as the carrier counts it. */
export function measureText(text) {
    const encoding = isGsm(text) ? 'GSM-7' : 'UCS-2';
    const sizes = [...text].map((character) => encoding === 'GSM-7' ? (septetsOf(character) ?? 0) : character.length);
    const units = sizes.reduce((sum, size) => sum + size, 0);
    const { alone, joined } = room[encoding];
    return { encoding, units, segments: units <= alone ? 1 : countJoined(sizes, joined) };
}
// A character of two units never stands across two messages: it moves to the next as a whole.
function countJoined(sizes, limit) {
    let [segments, used] = [1, 0];
    for (const size of sizes) {
        used += size;
        if (used > limit) {
            segments++;
            used = size;
        }
    }
    return segments;
}
