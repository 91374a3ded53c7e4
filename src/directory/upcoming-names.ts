import { APPOINTMENT_LASTS_MS, findUpcoming } from '../store/clients.ts'
import type { Queries } from '../store/database.ts'

type Kept = { names: string[]; generation: number; since: number; until: number }

/** The names of those who come next, each once. They are the same until the first appointment is over, or an import. */
export class UpcomingNames {
  readonly #queries: Queries
  readonly #most: number
  #kept: Kept | undefined

  constructor(queries: Queries, most: number) {
    this.#queries = queries
    this.#most = most
  }

  async at(now: number, generation: number): Promise<string[]> {
    if (!this.#kept || !isValid(this.#kept, generation, now)) this.#kept = await this.#read(generation, now)
    return this.#kept.names
  }

  async #read(generation: number, now: number): Promise<Kept> {
    const upcoming = await findUpcoming(this.#queries, now, this.#most)
    const names = [...new Set(upcoming.map(({ name }) => name))]
    const first = upcoming[0]?.at ?? Number.POSITIVE_INFINITY
    return { names, generation, since: now, until: first + APPOINTMENT_LASTS_MS }
  }
}

function isValid(kept: Kept, generation: number, now: number): boolean {
  return kept.generation === generation && kept.since <= now && now < kept.until
}
