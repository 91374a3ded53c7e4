/** What a wholly different spelling adds to the cost: "Jon" goes before "John" where "Jon" was heard. */
const SPELLING_COST = 30;
/** Matches with their spelling weighed in, the best first. */
export function rankMatches(index, matches, words, penalty) {
    const heard = words.join('');
    const candidates = matches.map(({ given, family, cost }) => {
        const key = index.keyOf(given, family);
        const spelling = SPELLING_COST * difference(heard, key.replace(/[ -]/g, ''));
        return { key, cost: cost + penalty + spelling, chance: index.chanceOf(given, family) };
    });
    return candidates.sort((a, b) => a.cost - b.cost);
}
/** Each name once, at its least cost, the best first. */
export function mergeCandidates(...lists) {
    const best = new Map();
    for (const candidate of lists.flat()) {
        const known = best.get(candidate.key);
        if (!known || known.cost > candidate.cost)
            best.set(candidate.key, candidate);
    }
    return [...best.values()].sort((a, b) => a.cost - b.cost);
}
/** The share of letters that differ, 0 to 1, by Levenshtein's distance. */
export function difference(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
            const same = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
            next.push(Math.min(same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
        }
        row = next;
    }
    return (row[b.length] ?? 0) / Math.max(a.length, b.length, 1);
}
