import { languages } from './heard.js';
/**
 * The words of a recogniser's text as plain lower-case letters and digits: no accents, apostrophes or punctuation,
 * numerals of every script as 0-9. Letters of other scripts stay, as words nobody knows.
 */
export function wordsOf(text) {
    const plain = text
        .normalize('NFKC')
        .toLowerCase()
        .normalize('NFD')
        .replace(/[\p{M}\p{Cf}'’‘`´]/gu, '')
        .replace(/\p{Nd}/gu, digitValue);
    return plain.match(/[a-z0-9]+|\p{L}+/gu) ?? [];
}
// Unicode keeps the ten digits of a script in a row, and the rows apart: a digit's value is how many stand before it.
function digitValue(digit) {
    const point = digit.codePointAt(0) ?? 0;
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1)))
        value++;
    return String(value);
}
/** All languages, the one the line is speaking first: callers mix them. */
export function ownFirst(language) {
    return [language, ...languages.filter((other) => other !== language)];
}
