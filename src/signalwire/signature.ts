import { createHmac } from 'node:crypto'

/** Form fields as they were sent: a repeated name holds every value, in order. */
export type Parameters = Readonly<Record<string, string | readonly string[]>>

/**
 * The platform's signature of a cXML webhook: base64 of HMAC-SHA1 over the URL exactly as written, followed by each
 * parameter's name and decoded value, names in ascending code unit order. A GET has no parameters: its query is in the
 * URL.
 */
export function sign(key: string, url: string, parameters: Parameters): string {
  return signText(key, url + joinParameters(parameters))
}

/** The part of the signed text that comes after the URL. */
export function joinParameters(parameters: Parameters): string {
  let joined = ''
  for (const name of Object.keys(parameters).sort()) {
    const value = parameters[name] ?? ''
    if (typeof value === 'string') joined += name + value
    else for (const one of value) joined += name + one
  }
  return joined
}

export function signText(key: string, text: string): string {
  return createHmac('sha1', key).update(text, 'utf8').digest('base64')
}
