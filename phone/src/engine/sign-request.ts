import { type Parameters, sign } from '../../../src/signalwire/signature.ts'
import type { Switches } from './switches.ts'

/** The signature headers of a request, as the switches want them. Without a key there are none. */
export function signatureHeaders(
  key: string | undefined,
  url: URL,
  parameters: Parameters,
  switches: Switches,
): Record<string, string> {
  const { signatureHeader } = switches
  if (key === undefined || signatureHeader === 'none') return {}
  const signature = sign(
    signatureHeader === 'wrong' ? `not ${key}` : key,
    signedUrl(url, switches),
    parameters,
  )
  return {
    ...(signatureHeader === 'twilio' ? {} : { 'x-signalwire-signature': signature }),
    ...(signatureHeader === 'signalwire' ? {} : { 'x-twilio-signature': signature }),
  }
}

function signedUrl(url: URL, { signedPort, signedExtras }: Switches): string {
  const standard = url.protocol === 'https:' ? '443' : '80'
  const port = signedPort === 'written' ? url.port || standard : signedPort === 'stripped' ? '' : url.port
  const keepsExtras = signedExtras === 'kept'
  const user = keepsExtras && url.username ? `${url.username}${url.password && `:${url.password}`}@` : ''
  const fragment = keepsExtras ? url.hash : ''
  return `${url.protocol}//${user}${url.hostname}${port && `:${port}`}${url.pathname}${url.search}${fragment}`
}
