import { LINK_LIFETIME_SECONDS } from '../call/progress.ts'
import type { Reply } from '../call/reply.ts'

/** With a few replies of some kilobytes each, ten megabytes. */
const MOST_CALLS = 1_000
/** A call that was asked nothing for so long has no valid link left. */
const LONGEST_MS = 2 * LINK_LIFETIME_SECONDS * 1000

type CallReplies = { since: number; replies: Map<string, Reply> }

/** What this server replied to the latest calls in progress. */
export class ReplyCache {
  readonly #calls = new Map<string, CallReplies>()
  readonly #now: () => Date

  constructor(now: () => Date) {
    this.#now = now
  }

  find(callSid: string, delivery: string): Reply | undefined {
    return this.#calls.get(callSid)?.replies.get(delivery)
  }

  keep(callSid: string, delivery: string, reply: Reply): void {
    const kept = this.#calls.get(callSid) ?? { since: 0, replies: new Map<string, Reply>() }
    kept.since = this.#now().getTime()
    kept.replies.set(delivery, reply)
    // Re-inserted to keep least-recently-used order.
    this.#calls.delete(callSid)
    this.#calls.set(callSid, kept)
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
