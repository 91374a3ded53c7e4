import { readFileSync } from 'node:fs';
import { z } from 'zod';
const heardName = z.object({
    truth: z.string(),
    heard: z.string(),
    confidence: z.number().min(0).max(1).optional(),
    /** Where the transcript is from, and the share of phonemes heard wrong: results are shown by them. */
    source: z.string().optional(),
    per: z.number().optional(),
});
/** One JSON object a line. */
export function readHeardNames(file) {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.flatMap((line, at) => (line.trim() === '' ? [] : [parse(line, `${file}, line ${at + 1}`)]));
}
function parse(line, place) {
    try {
        return heardName.parse(JSON.parse(line));
    }
    catch {
        throw new Error(`${place}: not {"truth": "Full Name", "heard": "…"}`);
    }
}
