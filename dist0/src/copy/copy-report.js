import { SingleBar } from 'cli-progress';
/** Tells a person how a copy goes: a bar where there is a terminal, else nothing. */
export function createReport(output) {
    if (!output.isTTY)
        return { begin() { }, rows() { }, end() { } };
    const format = '{task} {table} {bar} {percentage}% {eta_formatted}';
    const bar = new SingleBar({ format, clearOnComplete: true });
    return {
        begin: (task, table, rows, done) => bar.start(rows, done, { task, table }),
        rows: (count) => bar.increment(count),
        end: () => bar.stop(),
    };
}
