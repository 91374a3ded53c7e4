import type { Breach } from './breach.ts'
import { checkElements } from './check.ts'
import { cxml } from './cxml.ts'
import type { Dialect } from './line.ts'
import type { DialectName } from './rule.ts'
import { twiml } from './twiml.ts'
import type { Element } from './xml.ts'

export const dialects: Record<DialectName, Dialect> = { cxml, twiml }

/** Everything in a document that is not as documented, from top to bottom. */
export function checkDocument(root: Element, dialect: DialectName = 'cxml'): Breach[] {
  return checkElements(root, dialects[dialect])
}
