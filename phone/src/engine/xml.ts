import { SaxesParser } from 'saxes'
import { Breach, type Place } from './breach.ts'

export type Element = {
  name: string
  attributes: Record<string, string>
  children: Node[]
  place: Place
}
export type Node = Element | string

/** Far deeper than any document that means something. */
const DEEPEST = 100

/** Reads a document; what is not well-formed is a breach. */
export function parseXml(text: string): Element {
  const parser = new SaxesParser()
  const open: Element[] = []
  let root: Element | undefined
  let place: Place = { line: 1, column: 1 }
  const addText = (data: string) => open.at(-1)?.children.push(data)
  parser.on('error', (error) => {
    throw notWellFormed(error.message, { line: parser.line, column: parser.column })
  })
  parser.on('opentagstart', () => {
    place = { line: parser.line, column: parser.column }
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes: { ...attributes }, children: [], place }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
    if (open.length > DEEPEST) throw notWellFormed('elements are nested too deep', place)
  })
  parser.on('closetag', () => open.pop())
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.write(text).close()
  if (!root) throw notWellFormed('document must contain a root element.', { line: 1, column: 1 })
  return root
}

/** The start tag of an element, as it would be written. */
export function startTag({ name, attributes }: Element): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`)
  return `<${name}${written.join('')}>`
}

/** The elements directly inside another. */
export function childElements(element: Element): Element[] {
  return element.children.filter((child) => typeof child !== 'string')
}

/** All text inside an element, blanks collapsed. */
export function textOf(element: Element): string {
  return rawText(element).replace(/\s+/gu, ' ').trim()
}

/** All text inside an element, as it is written. */
export function rawText(element: Element): string {
  return element.children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('')
}

function notWellFormed(message: string, place: Place): Breach {
  // saxes starts its message with the position
  const reason = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')
  return new Breach({
    code: 12100,
    what: `the document is not well-formed XML: ${reason}`,
    platform: 'the platform cannot parse it and takes the fallback URL, or ends the call',
    fix: 'write one <Response> element, escape & and < in texts and URLs, and close every element',
    place,
  })
}
