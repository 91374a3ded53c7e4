import { parseJson } from '../json.ts'
import { SourceFault, type SourceRun } from './feed.ts'
import { limitOf, type ToFault } from './source-faults.ts'

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
export type Fetched = { response: Response; toFault: ToFault }
type Run = Pick<SourceRun, 'signal' | 'limitMs'>

/** Asks a URL. A redirect to another host is not followed where headers could carry a secret there. */
export async function fetchFrom(url: string, request: HttpRequest, run: Run): Promise<Fetched> {
  const { signal, toFault } = limitOf(run, WHY)
  let target = new URL(url)
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(target, { ...request, redirect: 'manual', signal }).catch((error) => {
      throw toFault(error)
    })
    const location = response.status >= 300 && response.status < 400 && response.headers.get('location')
    if (!location) return { response, toFault }
    await leaveUnread(response)
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

/** Frees the connection of an answer that nobody reads. */
export async function leaveUnread({ body }: Response): Promise<void> {
  await body?.cancel().catch(() => {})
}

/** The JSON of an answer; undefined where it is none. */
export async function readJson({ response, toFault }: Fetched): Promise<unknown> {
  const text = await response.text().catch((error) => {
    throw toFault(error)
  })
  return parseJson(text)
}

/** Refuses an answer that holds no data. */
export async function refuseAnswer({ response }: Fetched): Promise<void> {
  const says = whyNoData(response)
  if (says === undefined) return
  await leaveUnread(response)
  throw new SourceFault(says)
}

function whyNoData({ status, headers }: Response): string | undefined {
  if (status === 401 || status === 403) return `it refuses us (HTTP ${status}): check the token`
  if (status !== 200) return `it answered with HTTP ${status}`
  const isPage = /^text\/html/i.test(headers.get('content-type') ?? '')
  return isPage ? 'it answered with a web page, not with data' : undefined
}
