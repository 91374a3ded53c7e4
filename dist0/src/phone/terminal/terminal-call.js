import { readFile, writeFile } from 'node:fs/promises';
import { styleText } from 'node:util';
import { script } from '../engine/answer.js';
import { placeCall } from '../engine/call.js';
import { realClock, virtualClock } from '../engine/clock.js';
import { sendOverHttp } from '../engine/http.js';
import { recordScenario } from '../scenario/record.js';
import { replay } from '../scenario/replay.js';
import { readScenario } from '../scenario/scenario.js';
import { ArgumentError } from './arguments.js';
import { keyboardHelp, openKeyboard } from './keyboard.js';
import { newTexts, readTexts } from './texts.js';
import { createPrinter, YOU } from './transcript.js';
/** A whole call in the terminal; returns the exit code. */
export async function callFromTerminal(target, options, streams) {
    const { connectTo, ...number } = target;
    const scenario = options.script === undefined ? undefined : await openScenario(options.script);
    const { from, to } = { ...options, ...pickNumbers(scenario) };
    const hangUp = new AbortController();
    const stop = () => hangUp.abort();
    process.once('SIGINT', stop);
    const person = openPerson(options, scenario, streams, stop);
    const before = connectTo ? await readTexts(connectTo, from) : undefined;
    const call = await placeCall({
        ...number,
        from,
        to,
        switches: { ...scenario?.switches, ...options.switches },
        answer: person.caller,
        signal: hangUp.signal,
        onEvent: person.printer.print,
        send: sendOverHttp(connectTo),
        clock: options.isRealTime ? realClock() : virtualClock(),
    });
    person.close();
    const texts = connectTo && before ? await newTexts(connectTo, from, before) : [];
    for (const text of texts)
        person.printer.text(text);
    const bodies = texts.map(({ body }) => body);
    if (options.record !== undefined)
        await writeFile(options.record, recordScenario(call, bodies));
    const faults = person.check(call, bodies);
    for (const fault of faults)
        person.printer.fault(fault);
    process.off('SIGINT', stop);
    return faults.length > 0 ? 1 : exitCode(call, options);
}
async function openScenario(file) {
    try {
        return readScenario(await readFile(file, 'utf8'));
    }
    catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new ArgumentError(`${file} cannot be replayed: ${reason}.`);
    }
}
function pickNumbers(scenario) {
    const { from, to } = scenario ?? {};
    return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
/** Whoever answers, and the paper that the call is written on. */
function openPerson({ isScripted, answers }, scenario, { stdin, stdout }, onInterrupt) {
    const paint = painter(stdout);
    const write = (text) => stdout.write(text);
    const unchecked = { check: () => [], close: () => { } };
    if (scenario)
        return { ...unchecked, ...replay(scenario), printer: createPrinter(write, paint, true) };
    if (isScripted)
        return { ...unchecked, caller: script(...answers), printer: createPrinter(write, paint, true) };
    const isTyped = stdin.isTTY === true;
    const keyboard = openKeyboard(stdin, isTyped ? stdout : undefined, YOU, onInterrupt);
    if (isTyped)
        write(`${paint('dim', keyboardHelp)}\n`);
    return { ...unchecked, ...keyboard, printer: createPrinter(write, paint, !isTyped) };
}
/** Colours only where the terminal has them and nobody has asked for none. */
function painter(stdout) {
    const hasColors = stdout.isTTY === true && stdout.hasColors?.() === true;
    return (style, text) => (hasColors ? styleText(style, text) : text);
}
/** A call that nobody attended must have come to an end of its own; a person may hang up. */
function exitCode({ ending, events }, { isScripted, script }) {
    const isBroken = events.some((event) => event.kind === 'breach' && event.details.severity !== 'warning');
    if (isBroken || ending.by === 'failed')
        return 1;
    // a file says itself who hangs up
    return ending.by === 'caller' && isScripted && script === undefined ? 1 : 0;
}
