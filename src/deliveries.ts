import { createHmac } from 'node:crypto'
import type { Reply } from './call/reply.ts'
import type { Heard } from './hearing/heard.ts'
import { createSeal } from './sealed.ts'
import type { Database } from './store/database.ts'
import { findReply, keepReply } from './store/replies.ts'

/** One webhook of a call; when it is delivered again it is the same delivery. */
export type Delivery = {
  /** Whether the end of the call was reported. */
  isOver: boolean
  /** What it was answered before. */
  answered: Reply | undefined
  /** Keeps the answer, unless the same webhook was answered meanwhile: then that answer counts. */
  keep(reply: Reply): Promise<Reply>
}

/**
 * The answers of calls in progress: what was answered once is answered again, whatever has happened to the directory
 * since, and without doing anything again.
 */
export type Deliveries = {
  /** `step` is the question with its progress. */
  open(callSid: string, step: string, heard: Heard): Promise<Delivery>
}

/** The answers as the database keeps them, until the end of their call is reported. */
export function openDeliveries(database: Database, secret: string, now: () => Date): Deliveries {
  const seal = createSeal(secret)
  return {
    async open(callSid, step, heard) {
      const key = deliveryKey(secret, callSid, step, heard)
      const { isOver, reply } = await findReply(database, callSid, key)
      return {
        isOver,
        answered: reply === undefined ? undefined : parse(seal.open(reply, key)),
        async keep(fresh) {
          const written = seal.close(JSON.stringify(fresh), key)
          const kept = await keepReply(database, callSid, key, written, now().getTime())
          return kept === written ? fresh : parse(seal.open(kept, key))
        },
      }
    },
  }
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
