import { type Xml, xml } from '../cxml/xml.ts'
import type { DeskParts } from './desk-parts.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** A moment on the office's clock, such as "Tue, Nov 24, 2:05 PM". */
export function moment({ language, settings: { timeZone } }: DeskParts, at: number): Xml {
  const key = `${language} ${timeZone}`
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(language, {
      ...{ timeZone, weekday: 'short', month: 'short', day: 'numeric' },
      ...{ hour: 'numeric', minute: '2-digit' },
    })
  formats.set(key, format)
  return xml`<time datetime="${new Date(at).toISOString()}">${format.format(at)}</time>`
}
