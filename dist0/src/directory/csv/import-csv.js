import { load } from '../load.js';
import { readClientRow } from './client-row.js';
import { readHeader } from './header.js';
import { readCsv } from './read-csv.js';
import { Staging } from './staging.js';
import { UnreadableFile } from './text.js';
/** Rows that are checked against the earlier ones at a time. */
const CHUNK = 1_000;
/** Of one name that are shown. */
const MOST_LINES = 10;
/** Loads a CSV file, all of it or, when there is any fault, nothing. */
export async function importCsv(database, file, settings, options) {
    const staging = await Staging.open(settings.pinSecret);
    try {
        const faults = await stage(staging, file, settings, options);
        const counts = await staging.count();
        if (faults > 0)
            return { ...counts, faults };
        if (counts.clients === 0)
            throw new UnreadableFile('There is nobody in it.');
        for (const lines of await staging.alike())
            options.report.warn(whyAlike(lines));
        if (!options.isDryRun)
            await write(database, staging, counts.clients + counts.appointments, settings, options);
        return { ...counts, faults };
    }
    finally {
        await staging.close();
    }
}
/** Reads the whole file, and says how many faults it has. */
async function stage(staging, file, settings, { report, signal }) {
    let count = 0;
    for await (const chunk of chunksOf(readRows(file, settings, report))) {
        signal.throwIfAborted();
        const rows = [];
        const faults = [];
        for (const row of chunk)
            Array.isArray(row) ? faults.push(...row) : rows.push(row);
        faults.push(...(await staging.add(rows)));
        for (const fault of faults.sort((a, b) => a.line - b.line))
            report.fault(fault);
        count += faults.length;
    }
    return count;
}
async function* readRows(file, settings, report) {
    let header;
    for await (const row of readCsv(file, report.read)) {
        if ('fault' in row)
            yield [{ line: row.line, column: 'row', cause: row.fault }];
        else if (!header)
            header = { places: readHeader(row.fields), width: row.fields.length };
        else if (row.fields.every((field) => field.trim() === ''))
            continue;
        else if (row.fields.length !== header.width)
            yield [wrongWidth(row.line, row.fields.length, header.width)];
        else
            yield readRow(row.line, row.fields, header.places, settings, report);
    }
}
function readRow(line, fields, places, settings, report) {
    const row = readClientRow(line, fields, places, settings);
    if (!Array.isArray(row) && row.appointment?.isTwice) {
        report.warn(`line ${line}: the clocks show this time twice that night; the first is taken. Give it an offset.`);
    }
    return row;
}
function wrongWidth(line, count, width) {
    return { line, column: 'row', cause: `has ${count} fields where the first line has ${width}` };
}
function whyAlike(lines) {
    const more = lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more` : '';
    const shown = lines.slice(0, MOST_LINES).join(', ');
    return `lines ${shown}${more}: people of one name, and the number on file does not tell them all apart`;
}
async function write(database, staging, rows, settings, { isReplacing, signal, report }) {
    report.writing(rows);
    await load(database, staging, {
        pinSecret: settings.pinSecret,
        isReplacing,
        signal,
        onWait: report.waiting,
        onProgress: report.wrote,
    });
}
async function* chunksOf(items) {
    let chunk = [];
    for await (const item of items) {
        chunk.push(item);
        if (chunk.length < CHUNK)
            continue;
        yield chunk;
        chunk = [];
    }
    if (chunk.length > 0)
        yield chunk;
}
