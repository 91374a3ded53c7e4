import { randomUUID } from 'node:crypto'
import type { Document } from './document.ts'
import { type Line, type Outcome, resolveUrl } from './line.ts'
import { childElements, type Element, textOf } from './xml.ts'

const TALK_SECONDS = 60

/** Dial: nobody is called. The other party does what the switches say, and the document goes on after it. */
export async function dial(line: Line, document: Document, element: Element): Promise<Outcome> {
  const nouns = childElements(element)
  const numbers = nouns.length > 0 ? nouns.map(textOf) : [textOf(element)]
  const status = line.switches.dialStatus
  line.emit({ kind: 'dialled', numbers, status })
  const { action, method, timeout } = element.attributes
  const talked = status === 'completed' ? TALK_SECONDS : 0
  await line.clock.sleep(talked || (status === 'no-answer' ? Number(timeout) || 30 : 0), line.signal)
  if (!action) return undefined
  const fields = { DialCallStatus: status, DialCallSid: randomUUID(), DialCallDuration: String(talked) }
  const url = resolveUrl(action, document.url).href
  return { next: { purpose: 'dial', method: method === 'GET' ? 'GET' : 'POST', url, fields } }
}
