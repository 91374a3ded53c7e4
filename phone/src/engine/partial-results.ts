import type { Collected } from './collect.ts'
import { type Document, type Line, methodOf, resolveUrl, type Step, standardParameters } from './line.ts'
import { exchange } from './request.ts'
import type { Element } from './xml.ts'

/**
 * What was understood so far, once for every word. SignalWire documents the callback and not its fields; these are
 * Twilio's, https://www.twilio.com/docs/voice/twiml/gather#partialresultcallback.
 */
export async function tellPartialResults(
  line: Line,
  document: Document,
  { attributes }: Element,
  { words }: Collected,
): Promise<void> {
  const { partialResultCallback, partialResultCallbackMethod } = attributes
  if (!partialResultCallback || words === '' || line.switches.partialResults === 'missing') return
  const url = resolveUrl(partialResultCallback, document.url).href
  const step: Step = { purpose: 'partial', method: methodOf(partialResultCallbackMethod), url, fields: {} }
  const parts = words.split(' ')
  for (const [SequenceNumber] of parts.entries()) {
    const fields = { SequenceNumber: String(SequenceNumber), ...resultOf(parts, SequenceNumber) }
    // nothing that comes back changes the call
    await exchange(line, step, { ...standardParameters(line), ...fields }).catch(() => {})
  }
}

function resultOf(parts: string[], last: number): Record<string, string> {
  const isWhole = last === parts.length - 1
  const heard = parts.slice(0, last + 1).join(' ')
  return {
    StableSpeechResult: isWhole ? heard : '',
    UnstableSpeechResult: isWhole ? '' : heard,
    Stability: isWhole ? '0.9' : '0.1',
  }
}
