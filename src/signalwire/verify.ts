import { isEqual } from '../crypto/constant-time.ts'
import { joinParameters, type Parameters, signText } from './signature.ts'

/**
 * Whether the platform signed this request with one of the keys. `url` is the public URL as configured plus the raw path and query; some
 * requests are signed with the standard port written out, so the URL counts with and without it.
 */
export function isSigned(
  keys: readonly string[],
  given: string,
  url: string,
  parameters: Parameters,
): boolean {
  const joined = joinParameters(parameters)
  const isFor = (one: string) => keys.some((key) => isEqual(given, signText(key, one + joined)))
  // Nearly all are signed as configured.
  return isFor(url) || otherUrlsOf(url).some(isFor)
}

/** The same URL with the standard port written out or left out; any other port stays. */
function otherUrlsOf(url: string): string[] {
  const [, origin = '', port, rest = ''] =
    /^(https?:\/\/[^/:?#]+|https?:\/\/\[[^\]]*\])(:\d+)?(.*)$/s.exec(url) ?? []
  const standard = origin.startsWith('https') ? ':443' : ':80'
  if (port === undefined) return [`${origin}${standard}${rest}`]
  return port === standard ? [`${origin}${rest}`] : []
}
