import type { FactReads, Facts } from '../call/facts.ts'
import { isBecause } from '../call/outcome.ts'
import { asksOf, type Reply } from '../call/reply.ts'
import type { Call } from '../call/services.ts'
import type { Heard } from '../hearing/heard.ts'
import {
  type CallProgress,
  type CallStep,
  isOver as callIsOver,
  recordEnd,
  recordSteps,
} from '../store/calls.ts'
import type { Database } from '../store/database.ts'
import { read, readTogether } from '../store/read.ts'
import { BatchWriter } from './batch-writer.ts'
import { ReplyCache } from './reply-cache.ts'

/** One webhook of a call. The same webhook delivered again is the same delivery. */
export type Delivery = {
  /** Whether the end of the call was reported. */
  isOver: boolean
  /** What this server answered before. */
  answered: Reply | undefined
  facts: Facts
  /** Keeps the reply and how far the call came; returns the reply that counts, which another delivery may have been given. */
  keep(reply: Reply, step: string): Reply
}

/** What is kept of calls: the replies, for a webhook that is delivered again, and how far each call came, for the report. */
export type CallLog = {
  /** `step` is the question with its progress. What `reads` names is read at once, with whether the call is over. */
  open(call: Call, step: string, heard: Heard, reads: FactReads): Promise<Delivery>
  /** How far the call had come, when this is the first report of its end. What it was told is deleted. */
  end(call: Call, status: string): Promise<CallProgress | undefined>
  isOver(call: Call): Promise<boolean>
  /** Writes what has not been written yet. */
  close(): Promise<void>
}

export type CallLogOptions = {
  database: Database
  now(): Date
  /** Steps could not be written; they are tried again. */
  onFailure(error: unknown, steps: number): void
}

export function openCallLog({ database, now, onFailure }: CallLogOptions): CallLog {
  const cache = new ReplyCache(now)
  const write = (some: CallStep[]) => recordSteps(database, some)
  const steps = new BatchWriter<CallStep>({ write, onFailure })
  return {
    async open({ sid }, step, { speech, digits }, reads) {
      const key = JSON.stringify([step, speech, digits])
      const { isOver, ...facts } = await readTogether(database, { isOver: callIsOver(sid), ...reads })
      return {
        isOver,
        facts,
        answered: cache.find(sid, key),
        keep(reply, step) {
          const meanwhile = cache.find(sid, key)
          if (meanwhile) return meanwhile
          cache.keep(sid, key, reply)
          steps.add({ callSid: sid, at: now().getTime(), ...progressOf(step, reply) })
          return reply
        },
      }
    },
    async end({ sid }, status) {
      cache.forget(sid)
      await steps.written()
      return recordEnd(database, sid, status, now().getTime())
    },
    isOver: ({ sid }) => read(database, callIsOver(sid)),
    close: () => steps.close(),
  }
}

/** How far a call has come with this reply, as it is recorded. */
function progressOf(step: string, reply: Reply): CallProgress & { isNameMissed: boolean } {
  const { outcome } = reply
  const why = 'why' in outcome ? outcome.why : null
  return {
    step,
    outcome: outcome.kind,
    why,
    asks: asksOf(reply),
    isNameMissed: isBecause(outcome, 'notFound'),
  }
}
