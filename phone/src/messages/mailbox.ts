import { randomUUID } from 'node:crypto'
import type { FaultName } from './faults.ts'
import { countSegments } from './segments.ts'

export type MessageStatus = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed'

export type Message = {
  sid: string
  from: string
  to: string
  body: string
  segments: number
  status: MessageStatus
  errorCode: string | null
  statusCallback: string | undefined
  createdAt: number
  updatedAt: number
}

export type NewMessage = Pick<Message, 'from' | 'to' | 'body' | 'statusCallback'>

/** The texts that the platform was given, and what goes wrong with the next ones. */
export type Mailbox = {
  /** Newest first. */
  readonly messages: readonly Message[]
  /** What happens to every text from now on. */
  fault: FaultName
  add(message: NewMessage): Message
  setStatus(sid: string, status: MessageStatus, errorCode?: string): void
  clearBody(sid: string): void
  remove(sid: string): void
  /** Calls back with every new text, until the returned function is called. */
  watch(listener: (message: Message) => void): () => void
}

/** More than anyone looks at; older ones go. */
const MOST_MESSAGES = 1000

/** An empty mailbox, in memory. */
export function createMailbox(now: () => number = Date.now): Mailbox {
  let messages: Message[] = []
  const listeners = new Set<(message: Message) => void>()
  const change = (sid: string, changes: Partial<Message>) => {
    messages = messages.map((one) => (one.sid === sid ? { ...one, ...changes, updatedAt: now() } : one))
  }
  return {
    get messages() {
      return messages
    },
    fault: 'none',
    add(message) {
      const at = { createdAt: now(), updatedAt: now() }
      const segments = countSegments(message.body)
      const added: Message = {
        ...message,
        ...at,
        segments,
        sid: randomUUID(),
        status: 'queued',
        errorCode: null,
      }
      messages = [added, ...messages].slice(0, MOST_MESSAGES)
      for (const listener of listeners) listener(added)
      return added
    },
    setStatus: (sid, status, errorCode) => change(sid, { status, errorCode: errorCode ?? null }),
    clearBody: (sid) => change(sid, { body: '' }),
    remove(sid) {
      messages = messages.filter((one) => one.sid !== sid)
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
