import { createHmac } from 'node:crypto'

/** Form fields as they were sent: a repeated name holds every value, in order. */
export type Parameters = Readonly<Record<string, string | readonly string[]>>

/**
 * The platform's signature of a cXML webhook: base64 of HMAC-SHA1 over the URL exactly as written, followed by each
 * parameter's name and decoded value, names in ascending code unit order. A GET has no parameters: its query is in the
 * URL.
 */
export function sign(key: string, url: string, parameters: Parameters): string {
  let signed = url
  for (const name of Object.keys(parameters).sort()) {
    const value = parameters[name] ?? ''
    if (typeof value === 'string') signed += name + value
    else for (const one of value) signed += name + one
  }
  return createHmac('sha1', key).update(signed, 'utf8').digest('base64')
}
