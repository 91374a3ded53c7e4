import { digestOf, isSame } from './digest.js';
import { beginCopy, copiedUpTo, finishCopy, isCopyFinished, keepProgress } from './progress.js';
import { isOnFile, keyOf, pagesOf, removeRow, writeRows } from './rows.js';
import { readTables } from './tables.js';
/** A command waits longer than a caller. */
const PATIENCE_MS = 60_000;
/**
 * Copies everything from one database into another, empty one; run again, it goes on where it was interrupted. Gives
 * what both hold now, table by table. A finished copy is only compared: the target may be in use.
 */
export async function copyDatabase(from, to, options) {
    const tables = await readTables();
    await beginCopy(to, tables);
    if (await isCopyFinished(to))
        return compare(from, to, tables, options);
    for (const table of tables)
        await copyTable(from, to, table, options, await copiedUpTo(to, table));
    const compared = await compare(from, to, tables, options);
    for (const table of tables) {
        const its = compared.find((one) => one.table === table.name);
        if (its && !isSame(its.from, its.to))
            await mend(from, to, table, its, options);
    }
    if (compared.every((one) => isSame(one.from, one.to)))
        await finishCopy(to);
    return compared;
}
async function copyTable(from, to, table, { signal, report }, after) {
    const done = after ? await countRows(to, table) : 0;
    report.begin('Copying', table.name, await countRows(from, table), done);
    for await (const page of pagesOf(from, table, after)) {
        signal.throwIfAborted();
        const key = keyOf(table, page.at(-1) ?? {});
        await to.transaction(async (queries) => {
            await writeRows(queries, table, page);
            await keepProgress(queries, table, key);
        }, { patienceMs: PATIENCE_MS });
        report.rows(page.length);
    }
}
/** The source was in use while it was copied: what came, changed or went there meanwhile does so here. */
async function mend(from, to, table, compared, options) {
    await copyTable(from, to, table, options, undefined);
    for await (const page of pagesOf(to, table)) {
        options.signal.throwIfAborted();
        for (const row of page)
            if (!(await isOnFile(from, table, row)))
                await removeRow(to, table, row);
    }
    compared.from = await digestOf(from, table, () => { });
    compared.to = await digestOf(to, table, () => { });
}
async function compare(from, to, tables, { signal, report }) {
    const compared = [];
    for (const table of tables) {
        signal.throwIfAborted();
        report.begin('Comparing', table.name, (await countRows(from, table)) + (await countRows(to, table)), 0);
        const digests = [from, to].map((database) => digestOf(database, table, report.rows));
        const [source, target] = await Promise.all(digests);
        if (source && target)
            compared.push({ table: table.name, from: source, to: target });
    }
    return compared;
}
async function countRows(database, table) {
    const count = await database.get(`SELECT COUNT(*) AS count FROM ${table.name}`);
    return count?.count ?? 0;
}
