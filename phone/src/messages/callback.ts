import { type Detour, takeDetour } from '../engine/http.ts'
import { sign } from '../engine/sign-request.ts'
import type { Mailbox, Message, MessageStatus } from './mailbox.ts'

/** How status callbacks of texts reach the server. */
export type PostForm = (url: string, headers: Record<string, string>, body: string) => Promise<unknown>

export type CallbackOptions = { accountSid: string; key: string | undefined; post: PostForm }

const WAIT_MILLISECONDS = 5000

/** Posts over the network; nobody waits for what comes back. */
export function postOverHttp(detour?: Detour): PostForm {
  return (url, headers, body) => {
    const signal = AbortSignal.timeout(WAIT_MILLISECONDS)
    return fetch(detour ? takeDetour(url, detour) : url, { method: 'POST', headers, body, signal })
  }
}

/** What becomes of a text that was taken: each status is kept and told to its callback, one after the other. */
export async function deliver(
  mailbox: Mailbox,
  message: Message,
  errorCode: string | undefined,
  options: CallbackOptions,
): Promise<void> {
  // "MMS messages never receive DLRs, so they will only ever reach sent": the page of the status callback
  const last: MessageStatus[] = errorCode ? ['undelivered'] : message.media.length > 0 ? [] : ['delivered']
  const statuses: MessageStatus[] = ['sent', ...last]
  for (const status of statuses) {
    const code = status === 'undelivered' ? errorCode : undefined
    mailbox.setStatus(message.sid, status, code)
    if (message.statusCallback) await tell(message, message.statusCallback, status, code, options)
  }
}

async function tell(
  message: Message,
  url: string,
  status: MessageStatus,
  errorCode: string | undefined,
  { accountSid, key, post }: CallbackOptions,
): Promise<void> {
  const parameters = {
    MessageSid: message.sid,
    MessageStatus: status,
    AccountSid: accountSid,
    From: message.from,
    To: message.to,
    Body: message.body,
    NumMedia: String(message.media.length),
    NumSegments: String(message.segments),
    ...(errorCode ? { ErrorCode: errorCode } : {}),
  }
  const signature = key && sign(key, url, parameters)
  const signed = signature ? { 'x-signalwire-signature': signature, 'x-twilio-signature': signature } : {}
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...signed }
  // best effort, as on the platform
  await post(url, headers, new URLSearchParams(parameters).toString()).catch(() => {})
}
