import type { Document, Line, Outcome } from './line.ts'
import { childElements } from './xml.ts'

/** Runs a document from top to bottom, until a verb leads elsewhere; undefined is its end. */
export async function runDocument(line: Line, document: Document): Promise<Outcome> {
  for (const element of childElements(document.root)) {
    if (line.signal.aborted) return { end: 'caller' }
    const verb = line.dialect.verbs[element.name]
    // a verb that does not exist is skipped, with a warning
    if (!verb) continue
    if (verb.name !== 'Reject') line.answered = true
    const outcome = await verb.run(line, document, element)
    if (outcome) return outcome
  }
  return line.signal.aborted ? { end: 'caller' } : undefined
}
