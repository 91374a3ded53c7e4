/**
 * Finds where numbers were said. Nothing when something was taken back ("no wait", "sorry" between digits), or when a
 * word such as "5th" holds digits we cannot place.
 */
export function findRuns(words, table) {
    const kept = words
        .join(' ')
        .replace(table.asides, ' ')
        .split(' ')
        .filter((word) => !table.fillers.has(word));
    const items = kept.map((word) => readItem(word, table));
    if (kept.some((word, index) => spoils(word, items[index], table)))
        return [];
    if (isCorrected(kept, items, table))
        return [];
    return splitRuns(kept, items)
        .map((stretch) => readVersions(stretch, table))
        .filter((run) => run !== undefined);
}
function readItem(word, table) {
    // The letter O among numerals: "2oo5".
    const numeral = word.replace(/(?<=\d)o|o(?=[\do]*\d)/g, '0');
    return /^\d+$/.test(numeral) ? { kind: 'numeral', text: numeral } : table.items.get(word);
}
function spoils(word, item, table) {
    return table.refusals.has(word) || (item === undefined && /\d/.test(word));
}
function isCorrected(words, items, table) {
    const first = items.findIndex((item) => item !== undefined && !isOptional(item));
    return first >= 0 && words.some((word, index) => index > first && table.corrections.has(word));
}
function splitRuns(words, items) {
    const stretches = [];
    let current = [];
    for (const [index, item] of [...items, undefined].entries()) {
        if (item !== undefined)
            current.push(item);
        else if (current.length > 0) {
            stretches.push({ items: current, follower: words[index] });
            current = [];
        }
    }
    return stretches;
}
// "Oh" and "for" at an edge may be digits or not: "oh five ...", "oh, 1995"; "for ate two one", "1995 for me".
function readVersions({ items, follower }, table) {
    const start = items.findIndex((item) => !isOptional(item));
    if (start < 0)
        return undefined;
    const isLast = follower === undefined;
    const end = isLast
        ? items.length
        : items.findLastIndex((item) => !isOptional(item) || isExclamation(item)) + 1;
    const next = items[end] === undefined ? follower : 'for';
    if (isOpen(items[end - 1]) && next !== undefined && !table.closings.has(next))
        return { versions: [] };
    const versions = start > 0 ? [items.slice(0, end), items.slice(start, end)] : [items.slice(0, end)];
    return { versions: versions.filter((version) => !isDoubtful(version)) };
}
// "Nineteen ninety", "two thousand": the next word may have been the last digit.
function isOpen(item) {
    return item !== undefined && !['digit', 'numeral', 'pair', 'plural'].includes(item.kind);
}
function isOptional(item) {
    return item.kind === 'and' || isExclamation(item) || isSound(item);
}
function isExclamation(item) {
    return item.kind === 'digit' && item.exclamation === true;
}
function isSound(item) {
    return item.kind === 'digit' && item.sound === true;
}
// Numerals, or a second such word, show a recogniser that writes sounds; one "to" among number words proves nothing.
function isDoubtful(items) {
    const sounds = items.filter(isSound);
    const [only] = sounds;
    const isWeak = sounds.length === 1 && only?.kind === 'digit' && only.doubtful === true;
    return isWeak && !items.some((item) => item.kind === 'numeral');
}
