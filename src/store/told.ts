import type { Told } from '../call/services.ts'
import type { Encryption } from '../crypto/encryption.ts'
import type { Queries } from './database.ts'

/**
 * Keeps what a call was told of a client, encrypted, until the call ends. Once for a call and client.
 * @returns what counts: what was kept the first time
 */
export async function keepTold(
  queries: Queries,
  encryption: Encryption,
  callSid: string,
  clientId: string,
  told: Told,
  now: number,
): Promise<Told> {
  const added = await queries.run(
    `INSERT INTO told (call_sid, client_id, words, told_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (call_sid, client_id) DO NOTHING`,
    callSid,
    clientId,
    encryption.encrypt(JSON.stringify(told), contextOf(callSid, clientId)),
    now,
  )
  if (added === 1) return told
  return (await findTold(queries, encryption, callSid, clientId)) ?? told
}

/** What a call was told of a client. */
export async function findTold(
  queries: Queries,
  encryption: Encryption,
  callSid: string,
  clientId: string,
): Promise<Told | undefined> {
  const row = await queries.get<{ words: string }>(
    'SELECT words FROM told WHERE call_sid = ? AND client_id = ?',
    callSid,
    clientId,
  )
  if (!row) return undefined
  // Our own writing, of a few minutes ago.
  return JSON.parse(encryption.decrypt(row.words, contextOf(callSid, clientId))) as Told
}

/** Forgets what a call was told: its end was reported. What stays is the record that it was told. */
export async function forgetTold(queries: Queries, callSid: string): Promise<void> {
  await queries.run('DELETE FROM told WHERE call_sid = ?', callSid)
}

/** Words moved to another call or client do not open. */
function contextOf(callSid: string, clientId: string): string {
  return `${callSid} ${clientId}`
}
