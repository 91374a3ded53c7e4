import { randomUUID } from 'node:crypto'
import type { FaultName } from './faults.ts'
import { countSegments } from './segments.ts'

export type MessageStatus = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed' | 'received'

export type MessageDirection = 'inbound' | 'outbound-api' | 'outbound-call' | 'outbound-reply'

/** A picture or another file that goes with a text. */
export type Media = { sid: string; url: string; contentType: string }

export type Message = {
  sid: string
  from: string
  to: string
  body: string
  segments: number
  status: MessageStatus
  errorCode: string | null
  statusCallback: string | undefined
  media: Media[]
  direction: MessageDirection
  /** The number group that it was sent by. */
  messagingServiceSid: string | undefined
  sentAt: number | undefined
  createdAt: number
  updatedAt: number
}

export type NewMessage = Pick<Message, 'from' | 'to' | 'body'> &
  Partial<Pick<Message, 'statusCallback' | 'direction' | 'messagingServiceSid' | 'status'>> & {
    mediaUrls?: string[]
  }

/** The texts that the platform was given, and what goes wrong with the next ones. */
export type Mailbox = {
  /** Newest first. */
  readonly messages: readonly Message[]
  /** What happens to every text from now on. */
  fault: FaultName
  add(message: NewMessage): Message
  setStatus(sid: string, status: MessageStatus, errorCode?: string): void
  clearBody(sid: string): void
  removeMedia(sid: string, media: string): void
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
      const added = newMessage(message, now())
      messages = [added, ...messages].slice(0, MOST_MESSAGES)
      for (const listener of listeners) listener(added)
      return added
    },
    setStatus: (sid, status, errorCode) =>
      change(sid, { status, errorCode: errorCode ?? null, ...(status === 'sent' && { sentAt: now() }) }),
    clearBody: (sid) => change(sid, { body: '' }),
    removeMedia(sid, media) {
      const found = messages.find((one) => one.sid === sid)
      change(sid, { media: found?.media.filter((one) => one.sid !== media) ?? [] })
    },
    remove(sid) {
      messages = messages.filter((one) => one.sid !== sid)
    },
    watch(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function newMessage({ mediaUrls = [], ...given }: NewMessage, now: number): Message {
  return {
    direction: 'outbound-api',
    status: 'queued',
    statusCallback: undefined,
    messagingServiceSid: undefined,
    ...given,
    sid: randomUUID(),
    segments: countSegments(given.body),
    errorCode: null,
    media: mediaUrls.map((url) => ({ sid: randomUUID(), url, contentType: contentTypeOf(url) })),
    sentAt: given.status === undefined ? undefined : now,
    createdAt: now,
    updatedAt: now,
  }
}

const contentTypes: Record<string, string> = {
  gif: 'image/gif',
  png: 'image/png',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  vcf: 'text/vcard',
}

/** The file is not fetched: its name has to do. */
function contentTypeOf(url: string): string {
  return contentTypes[/\.(\w+)(?:[?#]|$)/.exec(url)?.[1]?.toLowerCase() ?? ''] ?? 'image/jpeg'
}
