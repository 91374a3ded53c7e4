import type { Breach } from './breach.ts'
import { checkElements } from './check.ts'
import { cxml } from './cxml.ts'
import type { Dialect } from './line.ts'
import type { DialectName } from './rule.ts'
import { twiml } from './twiml.ts'
import { type Element, parseXml } from './xml.ts'

export const dialects: Record<DialectName, Dialect> = { cxml, twiml }

/** Everything in a document that is not as documented, from top to bottom. */
export function checkDocument(document: Element | string, dialect: DialectName = 'cxml'): Breach[] {
  const root = typeof document === 'string' ? parseXml(document) : document
  return checkElements(root, dialects[dialect])
}
