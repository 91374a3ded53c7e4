import { nameKey } from '../hearing/name-key.js';
import { compareNames, findCandidates } from '../hearing/names/candidates.js';
import { cleanHeard } from '../hearing/names/clean.js';
import { decide, groupBySound } from '../hearing/names/decide.js';
import { exactKeys } from '../hearing/names/exact-keys.js';
import { mergeCandidates } from '../hearing/names/rank.js';
import { findClient, findNamesByPhone } from '../store/clients.js';
import { countBearers, KEYS_A_LOOKUP } from '../store/name-keys.js';
import { describe, MOST_PEOPLE } from './describe.js';
/** Who is meant by a name as it was heard: clean it, find what comes near, and decide. */
export async function identify({ queries, thresholds, index }, heard, context) {
    const spoken = cleanHeard(heard.speech);
    if (spoken.words.length === 0)
        return { kind: 'nothing' };
    const callers = await keysOfCaller(queries, context.callingNumber);
    const declined = await keysOfPeople(queries, context.declined);
    const found = await candidatesOnFile(queries, index, spoken, callers);
    const candidates = found.filter(({ key }) => !declined.has(key));
    const groups = groupBySound(candidates, (a, b) => index.soundSame(a, b), callers);
    return describe(queries, decide(groups, heard.confidence, thresholds), candidates);
}
/** The names that may be meant and that somebody on file bears. A name heard as it is written takes the short way. */
async function candidatesOnFile(queries, index, spoken, callers) {
    const written = await countBearers(queries, exactKeys(spoken.words, spoken.turned ?? [], spoken.all));
    const exact = [...written.keys()].map((key) => ({ key, cost: 0, chance: index.chanceOfKey(key) }));
    const near = await findCandidates(index, spoken, exact.length > 0);
    const merged = mergeCandidates(exact, near, compareNames(index, spoken, callers));
    const candidates = merged.slice(0, KEYS_A_LOOKUP);
    const bearers = await countBearers(queries, candidates.map(({ key }) => key));
    return candidates.filter(({ key }) => bearers.has(key));
}
async function keysOfCaller(queries, callingNumber) {
    const names = callingNumber ? await findNamesByPhone(queries, callingNumber, MOST_PEOPLE) : [];
    return new Set(names.map(nameKey));
}
async function keysOfPeople(queries, ids) {
    const people = await Promise.all(ids.map((id) => findClient(queries, id)));
    return new Set(people.flatMap((client) => (client ? [nameKey(client.name)] : [])));
}
