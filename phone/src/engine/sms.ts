import { randomUUID } from 'node:crypto'
import type { Document } from './document.ts'
import { type Line, type Outcome, resolveUrl, type Step } from './line.ts'
import { exchange } from './request.ts'
import { type Element, textOf } from './xml.ts'

const e164 = /^\+[1-9]\d{6,14}$/

/** Sms: a text from the called number to the caller, unless the document names others. */
export async function sms(line: Line, document: Document, element: Element): Promise<Outcome> {
  const { action, method, statusCallback } = element.attributes
  const to = element.attributes.to ?? line.from
  const from = element.attributes.from ?? line.to
  const isValid = e164.test(to) && e164.test(from)
  const sid = randomUUID()
  if (isValid) line.emit({ kind: 'texted', from, to, body: textOf(element) })
  if (statusCallback) await tellStatus(line, resolveUrl(statusCallback, document.url).href, sid, isValid)
  if (!action) return undefined
  const fields = { SmsSid: sid, SmsStatus: isValid ? 'sending' : 'invalid' }
  const url = resolveUrl(action, document.url).href
  return { next: { purpose: 'sms', method: method === 'GET' ? 'GET' : 'POST', url, fields } }
}

async function tellStatus(line: Line, url: string, sid: string, isValid: boolean): Promise<void> {
  const step: Step = { purpose: 'status', method: 'POST', url, fields: {} }
  const parameters = { AccountSid: line.accountSid, SmsSid: sid, SmsStatus: isValid ? 'sent' : 'failed' }
  // the call does not depend on what comes back
  await exchange(line, step, parameters).catch(() => {})
}
