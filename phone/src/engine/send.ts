/** How long the platform waits for a server, in milliseconds. */
export type Limits = { connect: number; read: number; total: number }

export type Request = {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
  limits: Limits
  signal: AbortSignal
}

export type Reply = {
  status: number
  headers: Record<string, string | string[] | number | undefined>
  body: string | Uint8Array
  /** How long the answer took, where that is not the time it really took. */
  milliseconds?: number
}

/** How a request reaches the server. Rejects when no answer comes. */
export type Send = (request: Request) => Promise<Reply>

/** The platform's limits. A URL's fragment can set others, see `limitsOf`. */
export const defaultLimits: Limits = { connect: 2000, read: 5000, total: 15_000 }

const fragmentNames = { ot: 'connect', rt: 'read', tt: 'total' } as const
const highest: Limits = { connect: 10_000, read: 15_000, total: 15_000 }
const LOWEST = 100

/** The limits of a URL such as `/name#rt=10000&ot=500`; what is out of the platform's range is left as it was. */
export function limitsOf(url: URL, limits: Limits): Limits {
  const changed = { ...limits }
  const fragment = new URLSearchParams(url.hash.slice(1))
  for (const [short, name] of Object.entries(fragmentNames)) {
    const value = Number(fragment.get(short))
    if (value >= LOWEST && value <= highest[name]) changed[name] = value
  }
  return changed
}
