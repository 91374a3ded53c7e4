/** More ways to read the words than this are not looked up. */
const MOST_KEYS = 24;
/** The keys that the words make as they stand, wherever the family name begins: "mary-ann smith", "maryann smith" … */
export function exactKeys(...readings) {
    const keys = new Set(readings.filter((words) => words.length > 0).flatMap(keysOf));
    return [...keys].slice(0, MOST_KEYS);
}
function keysOf(words) {
    if (words.length === 1)
        return words;
    const starts = words
        .map((_, at) => at)
        .slice(1)
        .reverse();
    return starts.flatMap((at) => {
        const family = joinings(words.slice(at));
        return joinings(words.slice(0, at)).flatMap((given) => family.map((name) => `${given} ${name}`));
    });
}
function joinings(words) {
    return words.length === 1 ? words : [words.join(''), words.join('-')];
}
