import { isEqual } from '../crypto/constant-time.ts'
import { type Parameters, sign } from './signature.ts'

/**
 * Whether the platform signed this request. `url` is the public URL as configured plus the raw path and query; some
 * requests are signed with the standard port written out, so the URL counts with and without it.
 */
export function isSigned(key: string, given: string, url: string, parameters: Parameters): boolean {
  return (
    isEqual(given, sign(key, url, parameters)) || isEqual(given, sign(key, withOtherPort(url), parameters))
  )
}

/** The URL with the standard port written out, or without it; any other port stays. */
function withOtherPort(url: string): string {
  const [, origin = '', port, rest = ''] =
    /^(https?:\/\/[^/:?#]+|https?:\/\/\[[^\]]*\])(:\d+)?(.*)$/s.exec(url) ?? []
  const standard = origin.startsWith('https') ? ':443' : ':80'
  if (port === undefined) return `${origin}${standard}${rest}`
  return port === standard ? `${origin}${rest}` : url
}
