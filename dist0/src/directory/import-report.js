import { SingleBar } from 'cli-progress';
/** Faults beyond these, and warnings, are only counted. */
const MOST_LINES = 100;
/** Tells a person how an import goes, line by line, with a bar where there is a terminal. */
export function createReport(fileBytes, output) {
    const faults = createList('fault');
    const warnings = createList('warning');
    const bar = createBar(fileBytes, output);
    return {
        read: (bytes) => bar?.increment(bytes),
        fault: ({ line, column, cause }) => faults.add(`line ${line}, ${column}: ${cause}`),
        warn: (text) => warnings.add(`warning: ${text}`),
        writing: (rows) => bar?.start(rows, 0, { task: 'Writing' }),
        waiting: () => output.write('Another import is at work; waiting for it to end.\n'),
        wrote: (rows) => bar?.increment(rows),
        end() {
            bar?.stop();
            for (const line of [...faults.lines(), ...warnings.lines()])
                output.write(`${line}\n`);
        },
    };
}
function createBar(total, output) {
    if (!output.isTTY)
        return undefined;
    const bar = new SingleBar({ format: '{task} {bar} {percentage}% {eta_formatted}', clearOnComplete: true });
    bar.start(total, 0, { task: 'Reading' });
    return bar;
}
/** The first lines are kept; the rest is counted, so that a bad file fills neither memory nor screen. */
function createList(thing) {
    const kept = [];
    let more = 0;
    return {
        add(line) {
            if (kept.length < MOST_LINES)
                kept.push(line);
            else
                more++;
        },
        lines: () => (more > 0 ? [...kept, `and ${more} more ${thing}${more === 1 ? '' : 's'}`] : kept),
    };
}
