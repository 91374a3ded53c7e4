/**
 * The thresholds, found on the development transcripts; `docs/hearing.md` shows what others would give. They weigh four
 * explanations of what was heard: it is the best candidate, another candidate, somebody whose name was heard as this
 * one by accident (common names get such visits, the more so the more people are on file), or something else.
 */
export const usualThresholds = {
    /** A candidate this much dearer, in hundredths of a wrong phoneme, is 1/e as likely. */
    scale: 45,
    /** The weight of "something else", where a name heard exactly weighs 1. */
    other: 0.03,
    /** The weight of each client who would bear the name by chance. */
    accident: 0.6,
    /** From this probability on nobody is asked. */
    accept: 0.87,
    /** From this probability on "Did you mean …?" is worth asking. */
    ask: 0.15,
    /** Less likely than this, against the best, the next best is not worth a question. */
    next: 0.1,
    /** Someone who calls from a number on file for them is this many times as likely. */
    caller: 20,
};
/** How sure we are of the best group, against all others and against chance. */
export function decide(groups, confidence, limits = usualThresholds) {
    const [best, next] = [...groups].sort((a, b) => b.weight - a.weight);
    if (!best)
        return { kind: 'refuse' };
    const all = groups.reduce((sum, group) => sum + group.weight, 0);
    const chance = Math.max(...best.candidates.map((candidate) => candidate.chance));
    const noise = noiseOf(confidence) * (limits.other + limits.accident * chance);
    const probability = best.weight / (all + noise);
    if (probability >= limits.accept)
        return { kind: 'accept', best };
    if (probability < limits.ask)
        return { kind: 'refuse' };
    return next && next.weight >= limits.next * best.weight
        ? { kind: 'ask', best, next }
        : { kind: 'ask', best };
}
/** A recogniser that is sure of itself errs less: 0.3 times as often at 0.95, 1.6 times at 0.3. */
function noiseOf(confidence) {
    return confidence === undefined ? 1 : 0.2 + 2 * (1 - confidence);
}
/** The weight of a candidate: 1 for one that was heard exactly, more for whoever calls from their own number. */
function weightOf({ key, cost }, callers) {
    return Math.exp(-cost / usualThresholds.scale) * (callers.has(key) ? usualThresholds.caller : 1);
}
/** Puts names together that sound the same; `callers` are the keys of those who have the calling number on file. */
export function groupBySound(candidates, soundSame, callers) {
    const groups = [];
    for (const candidate of candidates) {
        const weight = weightOf(candidate, callers);
        const group = groups.find(({ candidates: [first] }) => first && soundSame(first.key, candidate.key));
        if (!group)
            groups.push({ candidates: [candidate], weight });
        else {
            group.candidates.push(candidate);
            group.weight = Math.max(group.weight, weight);
        }
    }
    return groups;
}
