import { Breach, type Place } from '../engine/breach.ts'
import { type Element, parseXml, startTag } from '../engine/xml.ts'

/** One line of a document as it is shown; `place` is where its element starts in the document as it was sent. */
export type ShownLine = { indent: number; text: string; place?: Place }

/** A document with one element a line; what cannot be parsed is shown as it was sent. */
export function prettyPrint(document: string): ShownLine[] {
  try {
    return printElement(parseXml(document), 0)
  } catch (error) {
    if (!(error instanceof Breach)) throw error
    return document.split('\n').map((text, i) => ({ indent: 0, text, place: { line: i + 1, column: 1 } }))
  }
}

function printElement(element: Element, indent: number): ShownLine[] {
  const { name, place } = element
  const tag = escapeAttributes(element)
  const children = element.children.filter((child) => typeof child !== 'string' || child.trim() !== '')
  if (children.length === 0) return [{ indent, text: tag.replace(/>$/, '/>'), place }]
  const texts = children.filter((child) => typeof child === 'string')
  if (texts.length === children.length) {
    return [{ indent, text: `${tag}${escapeText(texts.join('').trim())}</${name}>`, place }]
  }
  const inside = children.flatMap((child) =>
    typeof child === 'string'
      ? [{ indent: indent + 1, text: escapeText(child.trim()) }]
      : printElement(child, indent + 1),
  )
  return [{ indent, text: tag, place }, ...inside, { indent, text: `</${name}>` }]
}

function escapeAttributes({ name, attributes, ...rest }: Element): string {
  const escaped = Object.entries(attributes).map(([key, value]) => [
    key,
    escapeText(value).replaceAll('"', '&quot;'),
  ])
  return startTag({ name, attributes: Object.fromEntries(escaped), ...rest })
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
