import { bodyReadings } from './body-readings.ts'
import { likelyUrls } from './likely-urls.ts'
import type { Parameters } from './signature.ts'
import { isSigned } from './verify.ts'

export type RefusedRequest = {
  /** The signature that came; undefined when none did. */
  given: string | undefined
  rawUrl: string
  parameters: Parameters
  headers: Record<string, string | string[] | undefined>
}

export type ExplainSettings = {
  signingKey: string
  apiToken: string | undefined
  publicUrl: string
}

/** What whoever sets the line up reads: never the key, a parameter or the values of a query. */
export type Explanation = {
  why: string
  /** The URL that was checked, and the one that would have matched. */
  checked?: string
  matching?: string
}

/** Why a signature did not fit. It tries hundreds of combinations, so it is for development only. */
export function explainRefusal(request: RefusedRequest, settings: ExplainSettings): Explanation {
  const checked = withoutQuery(settings.publicUrl + request.rawUrl)
  if (request.given === undefined) return { why: NO_HEADER, checked }
  const found = findMatch(request.given, request, settings)
  if (!found) return { why: holdsToken(settings) ? KEY_IS_TOKEN : NOTHING_MATCHES, checked }
  const reasons = [
    found.isToken && SIGNED_WITH_TOKEN,
    found.url !== settings.publicUrl + request.rawUrl && OTHER_URL,
    found.body,
  ]
  return { why: reasons.filter(Boolean).join(' '), checked, matching: withoutQuery(found.url) }
}

const NO_HEADER =
  'There is no X-SignalWire-Signature: this did not come from the platform, or a proxy has taken the header away.'
const NOTHING_MATCHES =
  'No likely URL or body fits: SIGNALWIRE_SIGNING_KEY is that of another project, or the request is not from the platform.'
const KEY_IS_TOKEN =
  'SIGNALWIRE_SIGNING_KEY holds the API token. The Signing Key (PSK_...) is another value on the API Credentials page.'
const SIGNED_WITH_TOKEN =
  'It was signed with the API token. Set SIGNALWIRE_SIGNING_KEY to what the platform signs with: see the API Credentials page.'
const OTHER_URL =
  'The platform calls another URL than PUBLIC_URL says. Make PUBLIC_URL the matching one, without its last part.'

type Match = { url: string; isToken: boolean; body: string | undefined }

function findMatch(given: string, request: RefusedRequest, settings: ExplainSettings): Match | undefined {
  const keys = [settings.signingKey, settings.apiToken].filter((key) => key !== undefined)
  const readings = bodyReadings(request)
  for (const key of keys) {
    for (const url of likelyUrls(settings.publicUrl, request)) {
      const reading = readings.find(({ parameters }) => isSigned(key, given, url, parameters))
      if (reading) return { url, isToken: key !== settings.signingKey, body: reading.differs }
    }
  }
  return undefined
}

function holdsToken({ signingKey, apiToken }: ExplainSettings): boolean {
  return signingKey === apiToken || signingKey.startsWith('PT')
}

function withoutQuery(url: string): string {
  return url.replace(/\?.*$/s, '?…')
}
