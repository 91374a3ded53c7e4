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
  const texts = urlsOf(url).map((one) => one + joined)
  return keys.some((key) => texts.some((text) => isEqual(given, signText(key, text))))
}

/** The URL, and the same with the standard port written out or left out; any other port stays. */
function urlsOf(url: string): string[] {
  const [, origin = '', port, rest = ''] =
    /^(https?:\/\/[^/:?#]+|https?:\/\/\[[^\]]*\])(:\d+)?(.*)$/s.exec(url) ?? []
  const standard = origin.startsWith('https') ? ':443' : ':80'
  if (port === undefined) return [url, `${origin}${standard}${rest}`]
  return port === standard ? [url, `${origin}${rest}`] : [url]
}
