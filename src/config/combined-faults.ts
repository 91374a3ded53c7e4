/** What is wrong with variables that are each well written, because of one another or because of NODE_ENV. */

type Ports = { HOST: string; PORT: number; METRICS_HOST: string; METRICS_PORT?: number | undefined }

/** Credentials are a set: with only some of them, every text would fail. */
export function credentialFaults(set: NodeJS.ProcessEnv): string[] {
  const names = ['SIGNALWIRE_PROJECT_ID', 'SIGNALWIRE_API_TOKEN', 'SIGNALWIRE_SPACE_URL']
  const missing = names.filter((name) => !set[name])
  if (missing.length === 0 || (missing.length === 3 && set.NODE_ENV !== 'production')) return []
  return missing.map((name) => `${name} is missing: set all of ${names.join(', ')}`)
}

/** The server would be told that PORT is taken, by its own metrics. */
export function metricsFaults(read: Ports | undefined): string[] {
  if (!read?.METRICS_PORT || read.METRICS_PORT !== read.PORT) return []
  const isEverywhere = [read.HOST, read.METRICS_HOST].some((host) => host === '0.0.0.0' || host === '::')
  if (read.HOST !== read.METRICS_HOST && !isEverywhere) return []
  return [`METRICS_PORT must be another port than PORT, which is ${read.PORT} as well`]
}

/** Requests that nobody is asked for, or that the office could not verify, would never be sent. */
export function requestsFaults(set: NodeJS.ProcessEnv): string[] {
  const { REQUESTS_URL: url, REQUESTS_SECRET: secret } = set
  if (!url) return secret ? ['REQUESTS_SECRET has no effect without REQUESTS_URL: set both or neither'] : []
  const faults: string[] = []
  if (set.REQUESTS !== 'on') faults.push('REQUESTS_URL needs REQUESTS=on: callers are not asked for requests')
  if (!secret) faults.push('REQUESTS_SECRET is missing: the office verifies with it what REQUESTS_URL gets')
  if (/^http:/i.test(url) && set.REQUESTS_URL_PRIVATE !== 'on')
    faults.push('REQUESTS_URL must begin with https://, unless REQUESTS_URL_PRIVATE=on')
  return faults
}

type DeskVariables = {
  NODE_ENV: string
  HOST: string
  PORT: number
  DESK_HOST: string
  DESK_PORT?: number | undefined
  DESK_URL?: string | undefined
}

/** Passwords and sessions must not travel in the clear; a browser on the same machine, as through an SSH tunnel, is safe. */
export function deskFaults(read: DeskVariables | undefined): string[] {
  if (read?.DESK_PORT === undefined) return []
  const { NODE_ENV, PORT, DESK_PORT, DESK_URL } = read
  const faults: string[] = []
  if (DESK_PORT !== 0 && DESK_PORT === PORT)
    faults.push(`DESK_PORT must be another port than PORT, which is ${PORT} as well`)
  const isSafe = /^(https:|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/?$))/.test(DESK_URL ?? '')
  if (NODE_ENV === 'production' && !isSafe)
    faults.push('DESK_URL must be the https address of the desk (or http://localhost, through a tunnel)')
  return faults
}

export function productionFaults(set: NodeJS.ProcessEnv): string[] {
  if (set.NODE_ENV !== 'production') return []
  const faults: string[] = []
  if (!set.SIGNALWIRE_SIGNING_KEY) {
    faults.push(
      'SIGNALWIRE_SIGNING_KEY is missing: the Signing Key of the project, from its API Credentials page',
    )
  }
  if (!set.PUBLIC_URL?.startsWith('https://')) {
    faults.push('PUBLIC_URL must be the https address that the platform calls')
  }
  const states = set.STATE_SECRET?.split(',') ?? []
  return [
    ...faults,
    ...shortSecret('STATE_SECRET', states),
    ...shortSecret('PIN_SECRET', [set.PIN_SECRET ?? '']),
  ]
}

function shortSecret(name: string, secrets: string[]): string[] {
  if (secrets.length > 0 && secrets.every((one) => one.trim().length >= 32)) return []
  return [`${name} must be at least 32 characters, such as what "openssl rand -hex 32" prints`]
}
