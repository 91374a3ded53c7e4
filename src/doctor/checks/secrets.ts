import type { Context } from '../context.ts'
import { fail, ok, type Result } from '../finding.ts'

const LEAST_LENGTH = 32

/** The signing key is set and is not a token. */
export function checkSigningKey({ config }: Context): Result {
  const { SIGNALWIRE_SIGNING_KEY: keys, SIGNALWIRE_API_TOKEN: token } = config
  const fix =
    'set SIGNALWIRE_SIGNING_KEY to the Signing Key on the API Credentials page (it begins with PSK_)'
  if (!keys) return fail('not set, so every call through a tunnel would be refused with 403', fix)
  if (keys.some((key) => key === token))
    return fail('is the API token, so every call would be refused with 403', fix)
  // SignalWire's tokens begin with PT, its signing keys with PSK_.
  if (keys.some((key) => /^PT[0-9a-f]{20,}$/i.test(key))) return fail('looks like an API token', fix)
  return ok('set, and not the API token')
}

/** Secrets are too long to be guessed. */
export function checkSecrets({ config }: Context): Result {
  const isLong = (secret: string) => secret.length >= LEAST_LENGTH
  const short = [
    ...(config.STATE_SECRET.every(isLong) ? [] : ['STATE_SECRET']),
    ...(isLong(config.PIN_SECRET) ? [] : ['PIN_SECRET']),
  ]
  if (short.length === 0) return ok(`STATE_SECRET and PIN_SECRET have ${LEAST_LENGTH} characters or more`)
  return fail(
    `shorter than ${LEAST_LENGTH} characters: ${short.join(', ')}`,
    'make new ones with "openssl rand -hex 32"',
  )
}
