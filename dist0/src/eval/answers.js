import { z } from 'zod';
import { hearAnswer } from '../hearing/answer.js';
import { itemLanguage, readItems } from './read-items.js';
import { toJson, toTable } from './report.js';
const item = z.object({
    heard: z.string(),
    digits: z.string().default(''),
    answer: z.enum(['yes', 'no', 'other']),
    lang: itemLanguage,
    corrupted: z.boolean().default(false),
});
const outcomes = ['right', 'unclear', 'flipped', 'taken'];
/** Measures how yes and no are heard: unclear is right where there is no answer. */
export function evaluateAnswers(file, isJson) {
    const items = readItems(file, item);
    const judgeAll = (isCorrupted) => items.filter((each) => each.corrupted === isCorrupted).map(judge);
    const report = { outcomes, intact: judgeAll(false), corrupted: judgeAll(true) };
    return isJson ? toJson(report, ['right', 'unclear', 'flipped']) : toTable(report);
}
function judge({ heard, digits, answer, lang }) {
    const found = hearAnswer({ speech: heard, digits }, lang);
    if (found === (answer === 'other' ? 'unclear' : answer))
        return 'right';
    if (found === 'unclear')
        return 'unclear';
    return answer === 'other' ? 'taken' : 'flipped';
}
