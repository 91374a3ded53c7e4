import { randomUUID } from 'node:crypto'
import { Breach } from '../engine/breach.ts'
import type { Detour } from '../engine/http.ts'
import { sendOverHttp } from '../engine/http.ts'
import { defaultLimits, limitsOf, type Reply } from '../engine/send.ts'
import { sign } from '../engine/sign-request.ts'
import { childElements, type Element, parseXml, textOf } from '../engine/xml.ts'

/** A text from a person to the line. */
export type InboundText = {
  /** The number's message URL. */
  url: string
  key?: string | undefined
  detour?: Detour | undefined
  accountSid: string
  from: string
  to: string
  body: string
}

/** Hands a text to the line as the platform does; gives the texts that its document answers with. */
export async function textLine({ url, key, detour, ...text }: InboundText): Promise<string[]> {
  const form = formOf(text)
  const body = new URLSearchParams(form).toString()
  const signature = key && sign(key, url, form)
  const reply = await sendOverHttp(detour)({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
      ...(signature ? { 'x-signalwire-signature': signature, 'x-twilio-signature': signature } : {}),
    },
    body,
    limits: limitsOf(new URL(url), defaultLimits),
    signal: new AbortController().signal,
  })
  return textsOf(reply)
}

function formOf({ accountSid, from, to, body }: Pick<InboundText, 'accountSid' | 'from' | 'to' | 'body'>) {
  const sid = randomUUID()
  return {
    ...{ MessageSid: sid, SmsSid: sid, AccountSid: accountSid, ApiVersion: '2010-04-01' },
    ...{ From: from, To: to, Body: body, NumMedia: '0', NumSegments: '1' },
  }
}

/** An empty answer is one: the line has nothing to say. */
function textsOf({ status, body }: Reply): string[] {
  if (status < 200 || status >= 300) throw unusable(11217, `the server answers with status ${status}`)
  const document = Buffer.from(body).toString('utf8')
  if (document.trim() === '') return []
  const root = parseXml(document)
  if (root.name !== 'Response') throw unusable(12100, `the root element is <${root.name}>`)
  return childElements(root).flatMap((verb) => (verb.name === 'Message' ? [bodyOf(verb)] : []))
}

/** The text stands in <Body>, or in <Message> itself. */
function bodyOf(message: Element): string {
  const body = childElements(message).find(({ name }) => name === 'Body')
  return textOf(body ?? message)
}

function unusable(code: number, what: string): Breach {
  return new Breach({
    code,
    what,
    platform: 'the platform sends no answer to the text',
    fix: 'answer with <Response>, and in it a <Message> for each text',
  })
}
