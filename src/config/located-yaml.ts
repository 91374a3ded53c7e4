import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'

/** A fault, and where it is: the keys that lead there, the last of which may not exist. */
export type LocatedFault = { path: PropertyKey[]; says: string }

/** What a YAML file holds, and how a fault in it is told with its line; or why it is no YAML. */
export type LocatedYaml = { content: unknown; tell(fault: LocatedFault): string } | { faults: string[] }

export function readLocatedYaml(text: string): LocatedYaml {
  const lines = new LineCounter()
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, prettyErrors: false })
  const broken = document.errors.map((error) => lineText(lines, error.pos[0], error.message))
  if (broken.length > 0) return { faults: broken }
  return {
    content: toPlain(document),
    tell: ({ path, says }) => lineText(lines, offsetOf(document, path), says),
  }
}

/** The faults that a schema found; `stranger` says what is wrong with a key that it does not have. */
export function faultsOfIssue(
  issue: z.core.$ZodIssue,
  stranger: (key: string, path: PropertyKey[]) => string,
): LocatedFault[] {
  const { path, message } = issue
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], says: stranger(key, path) }))
  const name = path.findLast((key) => typeof key === 'string')
  return [{ path, says: name === undefined ? message : `${String(name)}: ${message}` }]
}

/** Where a fault is in the text: the key of an entry, or what is nearest to it. */
function offsetOf(document: Document, path: PropertyKey[]): number {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents
  const last = path.at(-1)
  const key = isMap(parent)
    ? parent.items.map((pair) => pair.key).find((one) => isScalar(one) && one.value === last)
    : undefined
  const node = key ?? (path.length > 0 ? document.getIn(path, true) : document.contents)
  if (isNode(node) && node.range) return node.range[0]
  return path.length > 0 ? offsetOf(document, path.slice(0, -1)) : 0
}

function lineText(lines: LineCounter, offset: number, says: string): string {
  return `line ${lines.linePos(offset).line}: ${says}`
}

/** A file whose aliases multiply is refused by the parser. */
function toPlain(document: Document): unknown {
  try {
    return document.toJS()
  } catch {
    return 'too many aliases'
  }
}
