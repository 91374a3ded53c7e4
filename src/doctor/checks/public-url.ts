import type { Context } from '../context.ts'
import { fail, ok, type Result } from '../finding.ts'

const tunnelTo = (port: number) =>
  `start a tunnel ("ngrok http ${port}") and set PUBLIC_URL to the https address it prints`

/** PUBLIC_URL is one that the platform can call and whose signature can be checked. */
export function checkPublicUrl({ config, publicUrl }: Context): Result {
  if (!config.PUBLIC_URL) return fail('PUBLIC_URL is not set', tunnelTo(config.PORT))
  const url = new URL(publicUrl)
  const [, asWritten = ''] = /^https?:\/\/([^/]+)/.exec(publicUrl) ?? []
  if (url.protocol !== 'https:') return fail(`${publicUrl} is not https`, tunnelTo(config.PORT))
  if (asWritten !== asWritten.toLowerCase()) {
    return fail(
      `${publicUrl} has capitals in its host, so signatures would not match`,
      'write it in lower case',
    )
  }
  if (/\/(voice|fallback|call-status|sms)$/.test(url.pathname)) {
    return fail(`${publicUrl} names a step`, 'remove it: PUBLIC_URL is the part before /voice')
  }
  if (isOfThisMachine(url.hostname) && !isOfThisMachine(hostOf(config.SIGNALWIRE_SPACE_URL))) {
    return fail(
      `${publicUrl} is this machine's own address, which the platform cannot call`,
      tunnelTo(config.PORT),
    )
  }
  return ok(publicUrl)
}

/** A simulated platform on this machine may call a local address. */
function isOfThisMachine(host: string): boolean {
  return /^(localhost|127\.[\d.]+|\[::1\]|0\.0\.0\.0)$/.test(host)
}

function hostOf(space = ''): string {
  return space.replace(/:\d+$/, '')
}
