import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConfigError, loadDotEnv, readConfig } from '../config.js';
import { openDatabase } from '../store/open.js';
import { importCsv } from './csv/import-csv.js';
import { createReport } from './import-report.js';
const USAGE = `usage: npm run import -- FILE.csv [--dry-run] [--replace]
  --dry-run   only look for faults; nothing is loaded
  --replace   remove everyone who is not in the file`;
/** Loads a CSV file: exit code 0 when all of it is on file, 1 when nothing of it is. */
async function main() {
    const given = readArguments(process.argv.slice(2));
    if (!given) {
        console.error(USAGE);
        return 1;
    }
    try {
        loadDotEnv();
        const result = await runImport(given, readConfig());
        console.log(summary(given, result));
        return result.faults > 0 ? 1 : 0;
    }
    catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        const separator = error instanceof ConfigError ? '\n' : ' ';
        console.error(`Nothing was loaded from ${given.file}:${separator}${reason}`);
        return 1;
    }
}
function readArguments(args) {
    const options = { 'dry-run': { type: 'boolean' }, replace: { type: 'boolean' } };
    try {
        const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
        const [file, ...more] = positionals;
        if (file === undefined || more.length > 0)
            return undefined;
        return { file, isDryRun: values['dry-run'] ?? false, isReplacing: values.replace ?? false };
    }
    catch {
        return undefined;
    }
}
async function runImport({ file, ...options }, config) {
    const stop = new AbortController();
    // What is half done is undone first; a second Ctrl-C ends at once, and the next import cleans up.
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.once(signal, () => stop.abort(new Error('It was stopped.')));
    }
    const database = await openDatabase(config.DATABASE_URL);
    const report = createReport(sizeOf(file), process.stderr);
    const settings = { pinSecret: config.PIN_SECRET, pinLength: config.PIN_LENGTH, timeZone: config.TIME_ZONE };
    try {
        const whole = { ...options, signal: stop.signal, report };
        return await importCsv(database, file, settings, whole);
    }
    finally {
        report.end();
        await database.close();
    }
}
/** 0 for what has no size, such as a pipe; the reader tells what is wrong with a file. */
function sizeOf(file) {
    return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
function summary({ file, isDryRun }, { clients, appointments, faults }) {
    if (faults > 0)
        return `Nothing was loaded from ${file}: ${count(faults, 'fault')}.`;
    const what = `${count(clients, 'client')} with ${count(appointments, 'appointment')}`;
    return isDryRun ? `${file} can be loaded: ${what}.` : `Loaded ${what} from ${file}.`;
}
function count(number, thing) {
    return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
process.exitCode = await main();
