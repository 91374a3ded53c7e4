import { createHmac } from 'node:crypto'
import type { Line } from './line.ts'
import type { Switches } from './switches.ts'

/**
 * The platform's signature: base64 of the HMAC-SHA1 of the URL, and after it each parameter's name and value in the
 * order of their names. A server that checks it should do so with code of its own.
 */
export function sign(key: string, url: string, parameters: Record<string, string>): string {
  const hmac = createHmac('sha1', key).update(url)
  for (const name of Object.keys(parameters).sort()) hmac.update(name + parameters[name])
  return hmac.digest('base64')
}

/** The signature headers of a request, as the dialect and the switches want them. Without a key there are none. */
export function signatureHeaders(
  { key, switches, dialect }: Pick<Line, 'key' | 'switches' | 'dialect'>,
  url: URL,
  parameters: Record<string, string>,
): Record<string, string> {
  const { signatureHeader } = switches
  if (key === undefined || signatureHeader === 'none') return {}
  const signature = sign(
    signatureHeader === 'wrong' ? `not ${key}` : key,
    signedUrl(url, switches),
    parameters,
  )
  const isOne = signatureHeader === 'twilio' || signatureHeader === 'signalwire'
  const names = isOne ? [`x-${signatureHeader}-signature`] : dialect.signatureHeaders
  return Object.fromEntries(names.map((name) => [name, signature]))
}

function signedUrl(url: URL, { signedPort, signedExtras }: Switches): string {
  const standard = url.protocol === 'https:' ? '443' : '80'
  const port = signedPort === 'written' ? url.port || standard : signedPort === 'stripped' ? '' : url.port
  const keepsExtras = signedExtras === 'kept'
  const user = keepsExtras && url.username ? `${url.username}${url.password && `:${url.password}`}@` : ''
  const fragment = keepsExtras ? url.hash : ''
  return `${url.protocol}//${user}${url.hostname}${port && `:${port}`}${url.pathname}${url.search}${fragment}`
}
