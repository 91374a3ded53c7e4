import { parseArgs } from 'node:util';
import { evaluateAnswers } from './answers.js';
import { evaluatePins } from './pins.js';
import { MeasureError } from './read-items.js';
const USAGE = `usage: npm run eval -- --pins FILE.jsonl [--json]
       npm run eval -- --answers FILE.jsonl [--json]`;
const options = {
    pins: { type: 'string' },
    answers: { type: 'string' },
    json: { type: 'boolean', default: false },
};
/** Measures one kind of hearing on a file of transcripts, and prints the counts. */
function main() {
    const { pins, answers, json } = readArguments();
    if (pins !== undefined && answers === undefined)
        return evaluatePins(pins, json);
    if (answers !== undefined && pins === undefined)
        return evaluateAnswers(answers, json);
    throw new MeasureError(USAGE);
}
function readArguments() {
    try {
        return parseArgs({ options }).values;
    }
    catch (error) {
        throw new MeasureError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    }
}
try {
    console.log(main());
}
catch (error) {
    if (!(error instanceof MeasureError))
        throw error;
    console.error(error.message);
    process.exitCode = 1;
}
