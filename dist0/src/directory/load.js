import { discardSome, endClients, endSomeOthers, insertAppointments, insertClients, sweepSome, } from '../store/client-versions.js';
import { publishGeneration, readDirectoryRow } from '../store/directory-row.js';
import { waitForLease } from './lease.js';
import { fingerprint } from './pin-hash.js';
/**
 * Puts people on file: calls see all of them from one moment to the next, or none. Their versions are written first
 * where no call sees them, so that calls are never held up; publishing changes one row.
 */
export async function load(database, people, options) {
    const { lease, row } = await waitForLease(database, options.signal, options.onWait);
    try {
        await untilDone(() => lease.change(discardSome));
        if (options.isNeeded && !(await options.isNeeded(database)))
            return;
        await refuseOtherSecret(database, options);
        const next = await write(lease, row, people, options);
        await lease.change((queries) => publishGeneration(queries, next), true);
        await untilDone(() => lease.change(sweepSome));
    }
    catch (error) {
        // What this cannot undo, because the database is gone, the next import will.
        await untilDone(() => lease.change(discardSome)).catch(() => { });
        throw error;
    }
    finally {
        await lease.release().catch(() => { });
    }
}
/** Says, in a sentence for whoever starts the server, that the stored PINs belong to another PIN_SECRET. */
export async function pinSecretFault(queries, pinSecret) {
    const row = await readDirectoryRow(queries);
    const isSame = !row?.pinKey || row.clientCount === 0 || row.pinKey === fingerprint(pinSecret);
    if (isSame)
        return undefined;
    return 'PIN_SECRET is not the one that the PINs on file were stored with: put it back, or import everyone again with --replace.';
}
async function refuseOtherSecret(queries, options) {
    const fault = options.isReplacing ? undefined : await pinSecretFault(queries, options.pinSecret);
    if (fault)
        throw new Error(fault);
}
/** Writes the next generation and says what its directory row will be. */
async function write(lease, row, people, options) {
    const generation = row.generation + 1;
    let clientCount = options.isReplacing ? 0 : row.clientCount;
    for await (const clients of people.clients()) {
        options.signal.throwIfAborted();
        const ended = await lease.change((queries) => writeClients(queries, generation, clients));
        clientCount += clients.length - (options.isReplacing ? 0 : ended);
        options.onProgress?.(clients.length);
    }
    for await (const appointments of people.appointments()) {
        options.signal.throwIfAborted();
        await lease.change((queries) => insertAppointments(queries, generation, appointments));
        options.onProgress?.(appointments.length);
    }
    if (options.isReplacing)
        await untilDone(() => lease.change((queries) => endSomeOthers(queries, generation)));
    return { generation, clientCount, pinKey: fingerprint(options.pinSecret) };
}
async function writeClients(queries, generation, clients) {
    const ids = clients.map((client) => client.id);
    const ended = await endClients(queries, generation, ids);
    await insertClients(queries, generation, clients);
    return ended;
}
async function untilDone(step) {
    while ((await step()) > 0) { }
}
