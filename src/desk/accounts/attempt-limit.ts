import { createHmac, randomUUID } from 'node:crypto'
import type { Database } from '../../store/database.ts'
import { addAttempt, lastAttempts, removeAttempt } from '../../store/desk-accounts.ts'

export const ATTEMPTS_LAST_MS = 3_600_000
const MOST_WRONG = 10

/** How long to wait, or the attempt, which counts as wrong until it is undone. */
type Attempt = { waitMs: number } | { undo(): Promise<void> }

/** Ten wrong passwords an hour for an account and for an address, over all servers. */
export class AttemptLimit {
  readonly #database: Database
  readonly #secret: string

  constructor(database: Database, secret: string) {
    this.#database = database
    this.#secret = secret
  }

  async begin(account: string, address: string, at: number): Promise<Attempt> {
    const id = randomUUID()
    const subjects = [this.#key(`account:${account}`), this.#key(`address:${address}`)]
    await addAttempt(this.#database, { id, subjects, at })
    const undo = () => removeAttempt(this.#database, id, subjects)
    const waits: number[] = []
    for (const subject of subjects) waits.push(await this.#waitFor(subject, at))
    const waitMs = Math.max(...waits)
    if (waitMs <= 0) return { undo }
    // What is refused does not make the wait longer.
    await undo()
    return { waitMs }
  }

  /** Until the oldest of the attempts that fill the limit is an hour old. This attempt itself is among those counted. */
  async #waitFor(subject: string, at: number): Promise<number> {
    const since = at - ATTEMPTS_LAST_MS
    const recent = await lastAttempts(this.#database, subject, { since, most: MOST_WRONG + 1 })
    const oldest = recent[MOST_WRONG]
    return oldest === undefined ? 0 : oldest + ATTEMPTS_LAST_MS - at
  }

  #key(subject: string): string {
    return createHmac('sha256', this.#secret).update(`desk ${subject}`).digest('base64url')
  }
}
