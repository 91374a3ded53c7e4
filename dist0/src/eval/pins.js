import { z } from 'zod';
import { hearDigits } from '../hearing/digits.js';
import { itemLanguage, readItems } from './read-items.js';
import { toJson, toTable } from './report.js';
const item = z.object({
    heard: z.string(),
    digits: z.string().regex(/^\d+$/, 'must be digits or null').nullable(),
    len: z.int().min(1).max(32),
    lang: itemLanguage,
    or_none: z.boolean().default(false),
    corrupted: z.boolean().default(false),
});
const outcomes = ['right', 'none', 'wrong'];
/** Measures how PINs are heard: finding none is right where there is none. */
export function evaluatePins(file, isJson) {
    const items = readItems(file, item);
    const judgeAll = (isCorrupted) => items.filter((each) => each.corrupted === isCorrupted).map(judge);
    const report = { outcomes, intact: judgeAll(false), corrupted: judgeAll(true) };
    return isJson ? toJson(report, outcomes) : toTable(report);
}
function judge({ heard, digits, len, lang, or_none }) {
    const found = hearDigits({ speech: heard, digits: '' }, len, lang) ?? null;
    if (found === digits || (found === null && or_none))
        return 'right';
    return found === null ? 'none' : 'wrong';
}
