import { createHmac } from 'node:crypto'
import type { Call, Reached } from './call/line.ts'
import type { Reply } from './call/reply.ts'
import type { Heard } from './hearing/heard.ts'
import { createSeal } from './sealed.ts'
import { isOver, recordEnd, recordSteps } from './store/calls.ts'
import type { Database } from './store/database.ts'
import { findReply, forgetReplies, keepReplies } from './store/replies.ts'
import { WriteLater } from './write-later.ts'

/** One webhook of a call; when it is delivered again it is the same delivery. */
export type Delivery = {
  /** Whether the end of the call was reported. */
  isOver: boolean
  /** What it was answered before. */
  answered: Reply | undefined
  /** Keeps the answer and how far the call came with it, unless the same webhook was answered meanwhile: then that answer counts. */
  keep(reply: Reply, reached: Reached): Reply
}

/**
 * What is kept of calls: what a webhook was answered once it is answered again, whatever has happened to the directory
 * since; and how far each call came, for those who read it later. Both are written a moment after the answer. What must
 * not be lost (PIN entries, disclosures, texts) is not among it: that is written before.
 */
export type KeptCalls = {
  /** `step` is the question with its progress. */
  open(call: Call, step: string, heard: Heard): Promise<Delivery>
  /** How far the call had come, when this is the first report of its end. Its answers are forgotten. */
  end(call: Call, status: string): Promise<Reached | undefined>
  isOver(call: Call): Promise<boolean>
  /** Writes what has not been written yet. */
  close(): Promise<void>
}

export type KeptCallsParts = {
  database: Database
  secret: string
  now(): Date
  onFailure(error: unknown, steps: number): void
}

/** An answered webhook, its answer sealed. */
type Step = { callSid: string; delivery: string; reply: string; at: number; reached: Reached }

export function openKeptCalls({ database, secret, now, onFailure }: KeptCallsParts): KeptCalls {
  const seal = createSeal(secret)
  const steps = new WriteLater<Step>({ write: (some) => writeSteps(database, some), onFailure })
  const unseal = (reply: string, key: string) => parse(seal.open(reply, key))
  return {
    async open({ sid }, step, heard) {
      const key = deliveryKey(secret, sid, step, heard)
      const kept = await findReply(database, sid, key)
      const reply = steps.find(key)?.reply ?? kept.reply
      return {
        isOver: kept.isOver,
        answered: reply === undefined ? undefined : unseal(reply, key),
        keep(fresh, reached) {
          const other = steps.find(key)
          if (other) return unseal(other.reply, key)
          const sealed = seal.close(JSON.stringify(fresh), key)
          steps.add(key, { callSid: sid, delivery: key, reply: sealed, at: now().getTime(), reached })
          return fresh
        },
      }
    },
    async end({ sid }, status) {
      await steps.written()
      const reached = await recordEnd(database, sid, status, now().getTime())
      await forgetReplies(database, sid)
      return reached
    },
    isOver: ({ sid }) => isOver(database, sid),
    close: () => steps.written(),
  }
}

function writeSteps(database: Database, steps: Step[]): Promise<void> {
  return database.transaction(async (queries) => {
    await recordSteps(queries, steps)
    await keepReplies(queries, steps)
  })
}

/** Tells webhooks apart without holding what was said or entered: the call, the step with its progress, the answer. */
function deliveryKey(secret: string, callSid: string, step: string, { speech, digits }: Heard): string {
  const parts = JSON.stringify([callSid, step, speech, digits])
  return createHmac('sha256', secret).update(parts).digest('base64url')
}

function parse(reply: string): Reply {
  // Our own writing, of a few minutes ago.
  return JSON.parse(reply) as Reply
}
