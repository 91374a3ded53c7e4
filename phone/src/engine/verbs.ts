import { Breach } from './breach.ts'
import { dial } from './dial.ts'
import type { Document } from './document.ts'
import { gather } from './gather.ts'
import { CallOver, type Line, type Outcome, report, resolveUrl } from './line.ts'
import { sms } from './sms.ts'
import { pause, play, say } from './speech.ts'
import { childElements, type Element, startTag, textOf } from './xml.ts'

type Verb = (line: Line, document: Document, element: Element) => Outcome | Promise<Outcome>

const verbs: Record<string, Verb> = {
  Say: (line, _document, element) => say(line, element),
  Play: (line, _document, element) => play(line, element),
  Pause: (line, _document, element) => pause(line, element),
  Gather: gather,
  Dial: dial,
  Sms: sms,
  Redirect: redirect,
  Hangup: () => ({ end: 'line' }),
  Reject: reject,
}

/** Runs a document from top to bottom, until a verb leads elsewhere; at its end the call ends. */
export async function runDocument(line: Line, document: Document): Promise<NonNullable<Outcome>> {
  for (const element of childElements(document.root)) {
    if (line.signal.aborted) return { end: 'caller' }
    if (element.name !== 'Reject') line.answered = true
    const outcome = await verbs[element.name]?.(line, document, element)
    if (outcome) return outcome
  }
  return { end: line.signal.aborted ? 'caller' : 'line' }
}

function redirect(_line: Line, document: Document, element: Element): Outcome {
  const method = element.attributes.method === 'GET' ? 'GET' : 'POST'
  const url = resolveUrl(textOf(element), document.url).href
  return { next: { purpose: 'redirect', method, url, fields: {} } }
}

function reject(line: Line, _document: Document, element: Element): Outcome {
  if (!line.answered) return { end: element.attributes.reason === 'busy' ? 'busy' : 'rejected' }
  const late = new Breach({
    what: '<Reject> comes after the call was answered',
    platform: 'the platform cannot reject the call any more',
    fix: 'make <Reject> the first verb of the first document, or use <Hangup>',
    element: startTag(element),
    place: element.place,
  })
  report(line, late)
  if (line.switches.strictness === 'strict') throw new CallOver('failed')
  return { end: 'line' }
}
