import { LINK_LIFETIME_SECONDS } from '../call/progress.ts'
import type { Reply } from '../call/reply.ts'

/** With a few answers of some kilobytes each, ten megabytes. */
const MOST_CALLS = 1_000
/** After this no link of a call is good any more, unless it was asked something since. */
const LONGEST_MS = 2 * LINK_LIFETIME_SECONDS * 1000

type Answers = { since: number; replies: Map<string, Reply> }

/** What the latest calls in progress were answered by this server. */
export class AnswersInMemory {
  readonly #calls = new Map<string, Answers>()
  readonly #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
  }

  find(callSid: string, delivery: string): Reply | undefined {
    return this.#calls.get(callSid)?.replies.get(delivery)
  }

  keep(callSid: string, delivery: string, reply: Reply): void {
    const answers = this.#calls.get(callSid) ?? { since: 0, replies: new Map<string, Reply>() }
    answers.since = this.#now().getTime()
    answers.replies.set(delivery, reply)
    // Whoever was answered last stands last.
    this.#calls.delete(callSid)
    this.#calls.set(callSid, answers)
    this.#dropOldest()
  }

  forget(callSid: string): void {
    this.#calls.delete(callSid)
  }

  #dropOldest(): void {
    const longAgo = this.#now().getTime() - LONGEST_MS
    for (const [callSid, { since }] of this.#calls) {
      if (this.#calls.size <= MOST_CALLS && since >= longAgo) return
      this.#calls.delete(callSid)
    }
  }
}
