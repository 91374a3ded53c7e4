import { compareWhole } from './compare.js';
import { letterCosts, letterNumbers } from './letter-costs.js';
import { cutKey } from './name-index.js';
/** Letters come back wrong far more often than sounds do: an error among them weighs less, */
const LETTERS_WEIGHT = 0.5;
/** and some errors are to be expected. */
const ALLOWANCE_A_LETTER = 8;
/** Candidates with the spelled letters weighed in, the best first. */
export function weighLetters(candidates, letters) {
    const costs = candidates.map(({ key, cost }) => cost + spellingCost(letters, key));
    // Whoever fits better than could be expected costs nothing, and the others what they cost more.
    const surplus = Math.min(0, ...costs);
    const weighed = candidates.map((candidate, at) => ({ ...candidate, cost: (costs[at] ?? 0) - surplus }));
    return weighed.sort((a, b) => a.cost - b.cost);
}
/** What it costs to take the letters for the family name of a key, one part of a double one, or the whole name. */
function spellingCost(letters, key) {
    const { family } = cutKey(key);
    const heard = letterNumbers(letters);
    const ways = [family, key, ...family.split('-')].map((name) => compareWhole(letterCosts, letterNumbers(name), heard));
    return LETTERS_WEIGHT * Math.min(...ways) - ALLOWANCE_A_LETTER * heard.length;
}
const keypad = Object.fromEntries(['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'].flatMap((letters, at) => [...letters].map((letter) => [letter, String(at + 2)])));
/** Whether the keys of a telephone begin the family name of a key: 7-6-4-8 is "smit". A short name ends sooner. */
export function isKeyed(digits, key) {
    const { family } = cutKey(key);
    const keys = Array.from(family.replace(/[^a-z]/g, ''), (letter) => keypad[letter]).join('');
    return keys.length >= 2 && digits.length >= 2 && (keys.startsWith(digits) || digits === keys);
}
