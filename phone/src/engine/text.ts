import { silence } from './answer.ts'
import { type CallOptions, openLine, runCall } from './call.ts'
import type { TimedEvent } from './events.ts'

/** A text to the line, as a phone sends it. `url` is the number's message URL. */
export type TextOptions = Omit<CallOptions, 'answer' | 'statusCallbackUrl' | 'callSid'> & {
  body: string
  mediaUrls?: string[]
}

/** What the line answered. */
export type TextAnswer = {
  messageSid: string
  texts: { from: string; to: string; body: string; media?: string[] }[]
  events: TimedEvent[]
  breaches: string[]
  /** Whether the platform could not use what came back. */
  isFailed: boolean
}

/**
 * Sends a text to a line and plays the platform until its document is over:
 * https://signalwire.com/docs/compatibility-api/cxml/reference/messaging. Never rejects for what a server does.
 */
export async function receiveText(options: TextOptions): Promise<TextAnswer> {
  const events: TimedEvent[] = []
  const opened = openLine({ ...options, answer: () => silence }, events)
  const messageSid = opened.dialect.sid('SM')
  const line = {
    ...opened,
    dialect: { ...opened.dialect, ...opened.dialect.messages },
    message: parametersOf(options, opened.accountSid, messageSid),
  }
  const end = await runCall(line, options)
  return {
    messageSid,
    texts: events.flatMap((event) => (event.kind === 'texted' ? [textOf(event)] : [])),
    events,
    breaches: events.flatMap((event) => (event.kind === 'breach' ? [event.message] : [])),
    isFailed: end === 'failed',
  }
}

function textOf({ from, to, body, media }: Extract<TimedEvent, { kind: 'texted' }>) {
  return { from, to, body, ...(media && { media }) }
}

function parametersOf({ from, to, body, mediaUrls = [] }: TextOptions, accountSid: string, sid: string) {
  const media = mediaUrls.flatMap((url, index) => [
    [`MediaUrl${index}`, url],
    [`MediaContentType${index}`, 'image/jpeg'],
  ])
  return {
    MessageSid: sid,
    // also seen in handlers of the live platform
    SmsMessageSid: sid,
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    From: from,
    To: to,
    Body: body,
    NumMedia: String(mediaUrls.length),
    ...Object.fromEntries(media),
  }
}
