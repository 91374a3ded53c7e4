import type { Config } from './config.ts'

/** The URL the platform calls, without a slash at its end. */
export function publicUrlOf(config: Pick<Config, 'PUBLIC_URL' | 'HOST' | 'PORT'>): string {
  return (config.PUBLIC_URL ?? localUrlOf(config)).replace(/\/+$/, '')
}

/** The URL of the server on this machine. */
export function localUrlOf({ HOST, PORT }: Pick<Config, 'HOST' | 'PORT'>): string {
  const anyAddress = HOST === '0.0.0.0' || HOST === '::'
  const host = anyAddress ? '127.0.0.1' : HOST
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`
}

/** The desk's address for the office's browsers, without a slash at its end: by default where it listens. */
export function deskUrlOf({
  DESK_URL,
  DESK_HOST,
  DESK_PORT = 0,
}: Pick<Config, 'DESK_URL' | 'DESK_HOST' | 'DESK_PORT'>): string {
  return (DESK_URL ?? localUrlOf({ HOST: DESK_HOST, PORT: DESK_PORT })).replace(/\/+$/, '')
}
