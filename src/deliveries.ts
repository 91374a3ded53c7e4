import { createHmac } from 'node:crypto'
import type { Reply } from './call/reply.ts'
import type { Heard } from './hearing/heard.ts'
import type { Database } from './store/database.ts'
import { type Delivered, findReply, keepReply } from './store/replies.ts'

/** One webhook of a call: the same one, delivered again, is the same delivery. */
export type Delivery = { callSid: string; key: string }

/**
 * The answers of calls in progress. What was answered once is answered again, whatever has happened to the directory
 * since, and without doing anything again.
 */
export type Deliveries = {
  find(delivery: Delivery): Promise<{ isOver: boolean; reply: Reply | undefined }>
  /** Keeps the answer, unless the same webhook was answered meanwhile: then that answer counts. */
  keep(delivery: Delivery, reply: Reply): Promise<Reply>
}

/** Tells webhooks apart without holding what was said or entered: the call, the step with its progress, the answer. */
export function deliveryOf(secret: string, callSid: string, rawUrl: string, heard: Heard): Delivery {
  const step = rawUrl.replace(/&exp=\d+&sig=[\w-]+$/, '')
  const parts = [callSid, step, heard.speech, heard.digits]
  const key = createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url')
  return { callSid, key }
}

/** The answers as the database keeps them. */
export function openDeliveries(database: Database, now: () => Date): Deliveries {
  return {
    async find({ callSid, key }) {
      const { isOver, reply } = await findReply(database, callSid, key)
      return { isOver, reply: read(reply) }
    },
    async keep({ callSid, key }, reply) {
      const written = JSON.stringify(reply)
      const kept = await keepReply(database, callSid, key, written, now().getTime())
      return kept === written ? reply : (read(kept) ?? reply)
    },
  }
}

function read(reply: Delivered['reply']): Reply | undefined {
  // Our own writing, of a few minutes ago.
  return reply === undefined ? undefined : (JSON.parse(reply) as Reply)
}
