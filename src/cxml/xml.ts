declare const isSafe: unique symbol

/** A piece of XML that is safe to send. Only this file can make one: the compiler refuses any other object. */
export type Xml = { readonly markup: string; readonly [isSafe]: true }

type Part = string | number | Xml | Xml[] | undefined

/**
 * A tagged template for XML. Every value is escaped unless this template made it; undefined vanishes.
 * What XML 1.0 cannot hold (control characters, lone surrogates) is left out or replaced, so that no name breaks a document.
 */
export function xml(texts: TemplateStringsArray, ...values: Part[]): Xml {
  let markup = texts[0] ?? ''
  values.forEach((value, i) => {
    markup += written(value) + (texts[i + 1] ?? '')
  })
  return toXml(markup)
}

/** ` name="value"` pairs, in order; undefined ones vanish. */
export function attributes(pairs: Record<string, string | number | undefined>): Xml {
  let markup = ''
  for (const [name, value] of Object.entries(pairs)) {
    if (value !== undefined) markup += ` ${name}="${escaped(String(value))}"`
  }
  return toXml(markup)
}

function toXml(markup: string): Xml {
  // The brand exists for the compiler alone.
  return { markup } as Xml
}

function written(value: Part): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.map((one) => one.markup).join('')
  return typeof value === 'object' ? value.markup : escaped(String(value))
}

const special = /[&<>"]/g
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Printable ASCII without the special ones, which is nearly every text. */
const plain = /^[ !#-%'-;=?-~]*$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 (section 2.2) excludes
const excluded = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g

function escaped(text: string): string {
  if (plain.test(text)) return text
  const allowed = text.toWellFormed().replace(excluded, '')
  return allowed.replace(special, (found) => entities[found] ?? '')
}
