import { setTimeout as wait } from 'node:timers/promises';
import { Budget } from '../hearing/names/budget.js';
import { NameIndex } from '../hearing/names/name-index.js';
import { openNicknames } from '../hearing/names/nicknames.js';
import { openPronunciations } from '../hearing/names/pronounce.js';
import { readGeneration, readNamesAfter } from '../store/name-keys.js';
import { dataFolder } from './data-folder.js';
const PAGE = 500;
/** So long a look-up waits for the names of a new generation; a large directory's take longer, and come later. */
const PATIENCE_MS = 200;
/** Keeps the index of names in step with the directory, whoever changes that. */
export class NameBook {
    #queries;
    #pronounce = openPronunciations(dataFolder);
    #nicknames = openNicknames(dataFolder);
    #index = new NameIndex(this.#pronounce, this.#nicknames);
    #generation = -1;
    #reading;
    #isClosed = false;
    constructor(queries) {
        this.#queries = queries;
    }
    /** The names as of now, or, while those of a large import are still being read, as of before. */
    async current() {
        const generation = await readGeneration(this.#queries);
        if (generation !== this.#generation)
            await Promise.race([this.refresh(), wait(PATIENCE_MS)]);
        return this.#index;
    }
    /** Reads all names again when the directory has changed since; whoever asks meanwhile waits for the same reading. */
    refresh() {
        this.#reading ??= this.#read().finally(() => {
            this.#reading = undefined;
        });
        return this.#reading;
    }
    close() {
        this.#isClosed = true;
    }
    async #read() {
        const generation = await readGeneration(this.#queries);
        if (generation === this.#generation)
            return;
        const index = new NameIndex(this.#pronounce, this.#nicknames);
        const turn = new Budget();
        for (let page = await this.#page(''); page.length > 0; page = await this.#page(page.at(-1)?.key ?? '')) {
            for (const { key, bearers } of page) {
                index.add(key, Number(bearers));
                await turn.pass();
            }
            if (this.#isClosed)
                return;
        }
        this.#index = index;
        this.#generation = generation;
    }
    #page(after) {
        return readNamesAfter(this.#queries, after, PAGE);
    }
}
