import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importCsv } from '../directory/csv/import-csv.js';
import { openRecogniser } from '../directory/recogniser.js';
import { nameKey } from '../hearing/name-key.js';
import { findClientsByName } from '../store/clients.js';
import { openDatabase } from '../store/open.js';
import { countRows } from './count-rows.js';
import { readHeardNames } from './heard-names.js';
import { judge } from './judge.js';
import { printNames } from './print-names.js';
/** Measures how well names are recognised, with the code and the database path of a call. */
export async function evaluateNames(options) {
    const folder = mkdtempSync(join(tmpdir(), 'frontdesk-eval-'));
    const database = await openDatabase(`file:${join(folder, 'eval.db')}`);
    try {
        await loadClients(database, options);
        const count = { rows: 0 };
        const recogniser = openRecogniser(countRows(database, count));
        await recogniser.refresh();
        const results = [];
        for (const item of readHeardNames(options.heard))
            results.push(await lookUp(recogniser, database, item, count, options.isAbsent));
        printNames(results, options.isJson);
    }
    finally {
        await database.close();
        rmSync(folder, { recursive: true });
    }
}
async function loadClients(database, { clients, pinLength }) {
    const ignore = () => { };
    const report = {
        read: ignore,
        warn: ignore,
        writing: ignore,
        waiting: ignore,
        wrote: ignore,
        fault: console.error,
    };
    const settings = { pinSecret: 'only for this measurement', pinLength, timeZone: 'UTC' };
    const options = { isDryRun: false, isReplacing: false, signal: new AbortController().signal, report };
    const { faults } = await importCsv(database, clients, settings, options);
    if (faults > 0)
        throw new Error(`${clients} has ${faults} faults.`);
}
async function lookUp(recogniser, database, item, count, isAbsent) {
    const heard = { speech: item.heard, digits: '', ...(item.confidence && { confidence: item.confidence }) };
    count.rows = 0;
    const start = performance.now();
    const found = await recogniser.identify(heard);
    const ms = performance.now() - start;
    const result = { item, outcome: judge(found, item.truth), ms, rows: count.rows };
    if (!isAbsent)
        return result;
    const people = await findClientsByName(database, nameKey(item.truth), 10);
    const without = await recogniser.identify(heard, { declined: people.map(({ id }) => id) });
    return { ...result, absent: without.kind };
}
