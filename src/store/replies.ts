import type { Told } from '../call/line.ts'
import type { Seal } from '../sealed.ts'
import type { Queries } from './database.ts'
import { insertMany } from './insert-many.ts'

/** What a delivery of a call was answered, sealed. */
export async function findReply(
  queries: Queries,
  callSid: string,
  delivery: string,
): Promise<string | undefined> {
  const row = await queries.get<{ reply: string }>(
    'SELECT reply FROM replies WHERE call_sid = ? AND delivery = ?',
    callSid,
    delivery,
  )
  return row?.reply
}

/** An answer to a delivery, sealed; `at` in epoch milliseconds. */
export type KeptReply = { callSid: string; delivery: string; reply: string; at: number }

const COLUMNS = ['call_sid', 'delivery', 'reply', 'kept_at']

/** Keeps answers, but none in the place of one that is there. */
export function keepReplies(queries: Queries, replies: KeptReply[]): Promise<void> {
  const rows = replies.map(({ callSid, delivery, reply, at }) => [callSid, delivery, reply, at])
  return insertMany(queries, 'replies', COLUMNS, rows, 'ON CONFLICT (call_sid, delivery) DO NOTHING')
}

/** Forgets what a call was answered: its end was reported. */
export async function forgetReplies(queries: Queries, callSid: string): Promise<void> {
  await queries.run('DELETE FROM replies WHERE call_sid = ?', callSid)
}

/** Keeps the words of a disclosure, sealed, beside the answers of its call: both are forgotten with it. */
export async function keepTold(
  queries: Queries,
  seal: Seal,
  callSid: string,
  clientId: string,
  told: Told,
  now: number,
): Promise<void> {
  const sealed = seal.close(JSON.stringify(told), `${callSid} ${clientId}`)
  await keepReplies(queries, [{ callSid, delivery: `told ${clientId}`, reply: sealed, at: now }])
}

/** What a call was told of a client. */
export async function findTold(
  queries: Queries,
  seal: Seal,
  callSid: string,
  clientId: string,
): Promise<Told | undefined> {
  const reply = await findReply(queries, callSid, `told ${clientId}`)
  if (reply === undefined) return undefined
  // Our own writing, of a few minutes ago.
  return JSON.parse(seal.open(reply, `${callSid} ${clientId}`)) as Told
}
