import type { Target } from 'cxml-phone'
import { localUrlOf, publicUrlOf } from '../config/address.ts'
import type { Config } from '../config/config.ts'
import { parseTime } from '../time/parse-time.ts'

/** Our own line, as a phone calls it: over its public URLs, which are signed, but straight to where it listens. */
export function ourLine(config: Config): Target {
  const publicUrl = publicUrlOf(config)
  const [key] = config.SIGNALWIRE_SIGNING_KEY ?? []
  return {
    url: `${publicUrl}/voice`,
    fallbackUrl: `${publicUrl}/fallback`,
    statusCallbackUrl: `${publicUrl}/call-status`,
    messageUrl: `${publicUrl}/sms`,
    ...(key && { key }),
    ...(config.development && { readTime: (text: string) => readTime(text, config) }),
    detour: { publicUrl, localUrl: localUrlOf(config) },
  }
}

/** A time on the office's clock, unless it has an offset. */
function readTime(text: string, { TIME_ZONE }: Config): number | undefined {
  const time = parseTime(text, TIME_ZONE)
  return 'at' in time ? time.at : undefined
}
