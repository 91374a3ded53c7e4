import type { Target } from 'cxml-phone'
import { localUrlOf, publicUrlOf } from '../config/address.ts'
import type { Config } from '../config/config.ts'

/** Our own line, as a phone calls it: over its public URLs, which are signed, but straight to where it listens. */
export function ourLine(config: Config): Target {
  const publicUrl = publicUrlOf(config)
  const [key] = config.SIGNALWIRE_SIGNING_KEY ?? []
  return {
    url: `${publicUrl}/voice`,
    fallbackUrl: `${publicUrl}/fallback`,
    statusCallbackUrl: `${publicUrl}/call-status`,
    ...(key && { key }),
    detour: { publicUrl, localUrl: localUrlOf(config) },
  }
}
