import { createHmac } from 'node:crypto'
import { isEqual } from '../crypto/constant-time.ts'

/** `path?query&exp=…&sig=…`: cannot be altered, outlive `expires` (epoch seconds) or serve another path or call. */
export function signUrl(
  path: string,
  query: string,
  expires: number,
  callSid: string,
  secrets: string[],
): string {
  const signed = `${query}&exp=${expires}`
  return `${path}?${signed}&sig=${signature(secrets[0] ?? '', path, signed, callSid)}`
}

export type SignedUrl = { parameters: Map<string, string>; isExpired: boolean }

/**
 * The parameters of a URL that `signUrl` made, or undefined for any other. The first secret signs, all verify.
 * What is compared is the URL as written, so nothing about it can change and still fit.
 */
export function readSignedUrl(
  rawUrl: string,
  callSid: string,
  secrets: string[],
  now: Date,
): SignedUrl | undefined {
  const [, path = '', signed = '', sig = ''] = /^(\/[a-z-]+)\?(.+)&sig=([\w-]{43})$/.exec(rawUrl) ?? []
  const isOurs = secrets.some((secret) => isEqual(sig, signature(secret, path, signed, callSid)))
  if (!isOurs) return undefined
  const parameters = parseQuery(signed)
  return { parameters, isExpired: Number(parameters.get('exp')) * 1000 < now.getTime() }
}

/** A query that we have written ourselves. Most values need no decoding, and then none is done: every webhook pays for it. */
function parseQuery(query: string): Map<string, string> {
  if (query.includes('%') || query.includes('+')) return new Map(new URLSearchParams(query))
  const parameters = new Map<string, string>()
  for (const pair of query.split('&')) {
    const at = pair.indexOf('=')
    parameters.set(pair.slice(0, at), pair.slice(at + 1))
  }
  return parameters
}

/** What a signed URL says, without when it expires: the same for every time it was written. */
export function withoutSignature(rawUrl: string): string {
  return rawUrl.replace(/&exp=\d+&sig=[\w-]+$/, '')
}

function signature(secret: string, path: string, signed: string, callSid: string): string {
  return createHmac('sha256', secret).update(`${path}\n${signed}\n${callSid}`).digest('base64url')
}
