import { createHmac } from 'node:crypto'
import type { Call } from '../call/services.ts'
import { createEncryption, type Encryption } from '../crypto/encryption.ts'
import { heardWords } from '../hearing/names/heard-key.ts'
import type { Database } from '../store/database.ts'
import { addMisheard, type MisheardRow } from '../store/misheard.ts'
import { BatchWriter } from './batch-writer.ts'

/** Keeps what was heard as a name and led nowhere. Nobody waits for it, and its failures reach no caller. */
export type MisheardLog = {
  /** Once a call and try. */
  note(call: Call, tries: number, speech: string): void
  /** Writes what has not been written yet. */
  close(): Promise<void>
}

export type MisheardLogOptions = {
  database: Database
  secret: string
  now(): Date
  /** Some could not be written; they are tried again. */
  onFailure(error: unknown, names: number): void
}

export function openMisheardLog({ database, secret, now, onFailure }: MisheardLogOptions): MisheardLog {
  const encryption = createEncryption(secret)
  const write = (rows: MisheardRow[]) => addMisheard(database, rows)
  const writer = new BatchWriter<MisheardRow>({ write, onFailure })
  return {
    note({ sid }, tries, speech) {
      const words = heardWords(speech)
      const digest = digestOf(words, secret)
      const sealed = encryption.encrypt(words, contextOf(digest))
      writer.add({ call: sid, step: `name${tries}`, digest, words: sealed, at: now().getTime() })
    },
    close: () => writer.close(),
  }
}

/** The words of a row; undefined where another secret has encrypted them. */
export function readMisheard(
  encryption: Encryption,
  { words, digest }: { words: string; digest: string },
): string | undefined {
  try {
    return encryption.decrypt(words, contextOf(digest))
  } catch {
    return undefined
  }
}

/** Tells the same words from others, to nobody without the secret. */
function digestOf(words: string, secret: string): string {
  return createHmac('sha256', secret).update(`misheard:${words}`).digest('base64url')
}

function contextOf(digest: string): string {
  return `misheard ${digest}`
}
