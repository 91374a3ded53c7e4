import { type Xml, xml } from '../cxml/xml.ts'

/** What may be wider, or higher, than its place: it is scrolled there, by keyboard too. `look` is a class of desk.css. */
export function scrolled(label: string, look: '' | 'gap' | 'low', content: Xml): Xml {
  return xml`<div class="scroll ${look}" tabindex="0" role="group" aria-label="${label}">${content}</div>`
}

/** A table from the names of its columns and its rows, each a `tr`. */
export function tableOf(columns: string[], rows: Xml[]): Xml {
  const names = columns.map((name) => xml`<th scope="col">${name}</th>`)
  return xml`<table><thead><tr>${names}</tr></thead><tbody>${rows}</tbody></table>`
}
