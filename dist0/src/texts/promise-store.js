import { setImmediate as nextRound } from 'node:timers/promises';
import { DatabaseBusy } from '../store/database.js';
import { insertPromise } from './promises.js';
/** The callers wait: leave the rest of their two seconds to the first try. */
const PATIENCE_MS = 1_500;
/**
 * Stores promises so that they survive a power cut. Flushing a commit to disk takes milliseconds and SQLite does
 * nothing else meanwhile, so the promises of one moment share a commit.
 */
export class PromiseStore {
    #database;
    #waiting = [];
    #isStoring = false;
    constructor(database) {
        this.#database = database;
    }
    /** Rejects within a second and a half when the text cannot be stored. */
    store(text) {
        return new Promise((resolve, reject) => {
            this.#waiting.push({ text, since: performance.now(), resolve, reject });
            if (!this.#isStoring)
                void this.#storeAll();
        });
    }
    async #storeAll() {
        this.#isStoring = true;
        while (this.#waiting.length > 0) {
            // Whoever asks in this round of the event loop comes along.
            await nextRound();
            const batch = this.#waiting.splice(0);
            const stored = await this.#isStored(batch);
            // A text that the database cannot hold must not take the others with it.
            if (!stored)
                for (const one of batch)
                    await this.#isStored([one]);
        }
        this.#isStoring = false;
    }
    /** False when the batch failed and its texts should be tried one by one. */
    async #isStored(batch) {
        const [oldest] = batch;
        const patienceMs = Math.max(PATIENCE_MS - Math.round(performance.now() - (oldest?.since ?? 0)), 1);
        try {
            const stored = await this.#insert(batch, patienceMs);
            for (const [index, result] of stored.entries())
                batch[index]?.resolve(result);
        }
        catch (error) {
            if (batch.length > 1 && !(error instanceof DatabaseBusy))
                return false;
            for (const { reject } of batch)
                reject(error);
        }
        return true;
    }
    #insert(batch, patienceMs) {
        return this.#database.transaction(async (queries) => {
            const stored = [];
            for (const { text } of batch)
                stored.push(await insertPromise(queries, text));
            return stored;
        }, { durable: true, patienceMs });
    }
}
