import { codeOf } from '../errors/error-code.ts'
import { SourceFault } from './feed.ts'

/** How long a source may take to answer as a whole. */
const LIMIT_MS = 5 * 60_000
const MOST_REDIRECTS = 5

const WHY: Record<string, string> = {
  ENOTFOUND: 'its host is not known',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection broke off',
  UND_ERR_SOCKET: 'the connection broke off',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'it does not answer',
  UND_ERR_BODY_TIMEOUT: 'it stopped in the middle',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not from a known authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not from a known authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host',
}

export type HttpRequest = { method?: 'GET' | 'POST'; headers: Record<string, string>; body?: string }

/** Asks a URL. A redirect to another host is not followed where headers could carry a secret there. */
export async function fetchFrom(url: string, request: HttpRequest, stop: AbortSignal): Promise<Response> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(LIMIT_MS)])
  let target = new URL(url)
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(target, { ...request, redirect: 'manual', signal }).catch(toSourceFault)
    const location = response.status >= 300 && response.status < 400 && response.headers.get('location')
    if (!location) return response
    await response.body?.cancel()
    const next = new URL(location, target)
    if (next.origin !== target.origin && holdsSecret(request.headers))
      throw new SourceFault(`it redirects to ${next.host}, and the headers are not sent to another host`)
    if (redirects >= MOST_REDIRECTS) throw new SourceFault('it redirects again and again')
    target = next
  }
}

/** Only the conditions of a request are no secret. */
function holdsSecret(headers: Record<string, string>): boolean {
  return Object.keys(headers).some((name) => !/^if-/.test(name))
}

/** Says why a request failed, in words that hold no URL and no header. */
export function toSourceFault(error: unknown): never {
  if (error instanceof Error && error.name === 'TimeoutError')
    throw new SourceFault(`it did not answer within ${LIMIT_MS / 60_000} minutes`)
  if (error instanceof SourceFault || (error instanceof Error && error.name === 'AbortError')) throw error
  const code = codeOf(error) || codeOf(error instanceof Error ? error.cause : undefined)
  throw new SourceFault(WHY[code] ?? `it cannot be read${code && ` (${code})`}`)
}

/** What is wrong with an answer that holds no data. */
export function refuseAnswer({ status, headers }: Response): void {
  if (status === 401 || status === 403)
    throw new SourceFault(`it refuses us (HTTP ${status}): check the token`)
  if (status !== 200) throw new SourceFault(`it answered with HTTP ${status}`)
  if (/^text\/html/i.test(headers.get('content-type') ?? ''))
    throw new SourceFault('it answered with a web page, not with data')
}
