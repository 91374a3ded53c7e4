import type { BreachDetails } from '../engine/breach.ts'
import type { Exchange } from '../engine/events.ts'

/** Something that went wrong, named for what it is. */
export type Fault = {
  title: string
  what: string
  platform: string
  fix: string
  code?: number
  isWarning: boolean
}

/** The names of what the platform's own codes stand for. */
const titles: Record<number, string> = {
  11100: 'Not a URL',
  11210: 'Host not found',
  11215: 'Too many redirects',
  11220: 'No secure connection',
  11251: 'Not an HTTP server',
  11300: 'Not an HTTP server',
  11750: 'Document too large',
  12100: 'Document not readable',
  12300: 'Wrong content type',
  13215: 'Cannot be dialled',
  13223: 'Cannot be dialled',
  13330: 'Hints not usable',
  13750: 'Element not known here',
  21455: 'Nothing to play',
  21602: 'Text without words',
  21617: 'Text too long',
}

/** A breach as it is shown; the answer it came of tells a slow server from a broken one. */
export function faultOf(
  { code, what, platform, fix, severity, element, place }: BreachDetails,
  exchange: Exchange | undefined,
): Fault {
  const where = place ? ` (line ${place.line}${element ? `: ${element}` : ''})` : ''
  return {
    title:
      (code === 11200 || code === 11217 ? failureOf(exchange) : titles[code ?? 0]) ?? 'Not as documented',
    what: sentence(what + where),
    platform: sentence(platform.replace(/^the platform /, '')),
    fix: sentence(fix),
    ...(code === undefined ? {} : { code }),
    isWarning: severity === 'warning',
  }
}

function failureOf(exchange: Exchange | undefined): string | undefined {
  if (!exchange) return undefined
  if (isLate(exchange)) return 'Too slow'
  const { status } = exchange
  if (status === undefined) return 'No answer'
  if (status >= 500) return 'Server error'
  if (status === 401 || status === 403) return 'Refused by the server'
  if (status >= 400) return status === 404 ? 'Page not found' : 'Request refused'
  return 'No document'
}

/** A timer may fire a moment early. */
const TIMER_MILLISECONDS = 20

/** Whether an answer came after the platform's patience, or not within it. */
export function isLate({ milliseconds, limit }: Pick<Exchange, 'milliseconds' | 'limit'>): boolean {
  return milliseconds > limit - TIMER_MILLISECONDS
}

export const serverLost: Fault = {
  title: 'This page lost its server',
  what: 'The server that plays the platform for this page does not answer any more.',
  platform: 'A real call would go on: only this page depends on that server.',
  fix: 'Start the server again, then call again. The calls below stay as long as the page is open.',
  isWarning: false,
}

/** An order that the server does not place. */
export function refusedOrder(what: string): Fault {
  return {
    title: 'Not called',
    what,
    platform: 'No call was placed.',
    fix: 'Change it, and call again.',
    isWarning: false,
  }
}

/** With a capital and a full stop; tags and quotations stay as they are. */
function sentence(text: string): string {
  const ended = /[.!?]$/.test(text) ? text : `${text}.`
  return ended.charAt(0).toUpperCase() + ended.slice(1)
}
