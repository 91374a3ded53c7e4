import type { Parameters } from './signature.ts'
import { bodyReadings, likelyUrls, type RequestTarget } from './signed-variants.ts'
import { isSigned } from './verify.ts'

export type RefusedRequest = RequestTarget & {
  /** The signature in the header; undefined when there was none. */
  given: string | undefined
  parameters: Parameters
}

export type ExplainSettings = {
  signingKeys: readonly string[]
  apiToken: string | undefined
  publicUrl: string
}

/** For the log of a developer. Holds neither a key, nor a parameter, nor the values of a query. */
export type RefusalExplanation = {
  why: string
  /** The URL that was checked, and the one that would have matched. */
  checked?: string
  matching?: string
}

/** Explains why a signature did not match. Tries hundreds of combinations, so it is for development only. */
export function explainRefusal(request: RefusedRequest, settings: ExplainSettings): RefusalExplanation {
  const checked = withoutQuery(settings.publicUrl + request.rawUrl)
  if (request.given === undefined) return { why: NO_HEADER, checked }
  const found = findMatch(request.given, request, settings)
  if (!found) return { why: isToken(settings) ? KEY_IS_TOKEN : NOTHING_MATCHES, checked }
  const reasons = [
    found.isToken && SIGNED_WITH_TOKEN,
    found.url !== settings.publicUrl + request.rawUrl && OTHER_URL,
    found.body,
  ]
  return { why: reasons.filter(Boolean).join(' '), checked, matching: withoutQuery(found.url) }
}

const NO_HEADER =
  'There is no X-SignalWire-Signature header: the request is not from the platform, or a proxy removed the header.'
const NOTHING_MATCHES =
  'No likely URL or body matches: SIGNALWIRE_SIGNING_KEY belongs to another project, or the request is not from the platform.'
const KEY_IS_TOKEN =
  'SIGNALWIRE_SIGNING_KEY holds the API token. The Signing Key (PSK_...) is another value on the API Credentials page.'
const SIGNED_WITH_TOKEN =
  'It was signed with the API token. Set SIGNALWIRE_SIGNING_KEY to what the platform signs with: see the API Credentials page.'
const OTHER_URL =
  'The platform calls a URL that does not start with PUBLIC_URL. Set PUBLIC_URL to the matching one, without its last part.'

type Match = { url: string; isToken: boolean; body: string | undefined }

function findMatch(given: string, request: RefusedRequest, settings: ExplainSettings): Match | undefined {
  const keys = [...settings.signingKeys, ...(settings.apiToken ? [settings.apiToken] : [])]
  const readings = bodyReadings(request.parameters)
  for (const key of keys) {
    for (const url of likelyUrls(settings.publicUrl, request)) {
      const reading = readings.find(({ parameters }) => isSigned([key], given, url, parameters))
      if (reading) return { url, isToken: !settings.signingKeys.includes(key), body: reading.differs }
    }
  }
  return undefined
}

/** The dashboard's API tokens begin with PT. */
function isToken({ signingKeys, apiToken }: ExplainSettings): boolean {
  return signingKeys.some((key) => key === apiToken || key.startsWith('PT'))
}

function withoutQuery(url: string): string {
  return url.replace(/\?.*$/s, '?…')
}
