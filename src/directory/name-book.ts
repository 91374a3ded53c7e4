import { setTimeout as wait } from 'node:timers/promises'
import { NameIndex } from '../hearing/names/name-index.ts'
import { openNicknames } from '../hearing/names/nicknames.ts'
import { openPronunciations } from '../hearing/names/pronounce.ts'
import { TimeSlice } from '../hearing/names/time-slice.ts'
import type { Queries } from '../store/database.ts'
import { readGeneration, readNamesAfter } from '../store/name-keys.ts'
import { dataFolder } from './data-folder.ts'
import { renewKeys } from './renew-keys.ts'

const PAGE = 500

/** So long a look-up waits for the names of a new generation; a large directory's take longer, and come later. */
const PATIENCE_MS = 200

/** Keeps the index of names in step with the directory, whoever changes that. */
export class NameBook {
  readonly #queries: Queries
  readonly #pronounce = openPronunciations(dataFolder)
  readonly #nicknames = openNicknames(dataFolder)
  #index = new NameIndex(this.#pronounce, this.#nicknames)
  #generation = -1
  #reading: Promise<void> | undefined
  #isClosed = false

  constructor(queries: Queries) {
    this.#queries = queries
  }

  /** The names of a generation, or, while those of a large import are still being read, as of before. */
  async at(generation: number): Promise<NameIndex> {
    if (generation !== this.#generation) await Promise.race([this.refresh(), wait(PATIENCE_MS)])
    return this.#index
  }

  /** Reads all names again when the directory has changed since; whoever asks meanwhile waits for the same reading. */
  refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  close(): void {
    this.#isClosed = true
  }

  async #read(): Promise<void> {
    const generation = await readGeneration(this.#queries)
    if (generation === this.#generation) return
    await renewKeys(this.#queries)
    const index = new NameIndex(this.#pronounce, this.#nicknames)
    const slice = new TimeSlice()
    for (let page = await this.#page(''); page.length > 0; page = await this.#page(page.at(-1)?.key ?? '')) {
      for (const { key, bearers } of page) {
        index.add(key, Number(bearers))
        if (slice.isOver) await slice.yield()
      }
      if (this.#isClosed) return
    }
    this.#index = index
    this.#generation = generation
  }

  #page(after: string) {
    return readNamesAfter(this.#queries, after, PAGE)
  }
}
