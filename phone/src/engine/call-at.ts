import type { CallOptions, Target } from './call.ts'
import { realClock, virtualClock } from './clock.ts'
import type { Send } from './send.ts'

/** Tells a line that follows the phone's clock what time it is there. The platform sends nothing of the kind. */
export const TIME_HEADER = 'x-phone-time'

export type CallTime = { at?: string | undefined; isRealTime?: boolean }

/**
 * The clock of a call, and how its requests travel. A call at another time begins there; a line that can read a time on its
 * own clock is told with each request what time it is.
 */
export function callAt(
  target: Target,
  { at, isRealTime = false }: CallTime,
  send: Send,
): Pick<CallOptions, 'clock' | 'send'> & { send: Send } {
  const start = at ? (target.readTime?.(at) ?? Date.parse(at)) : undefined
  const clock = isRealTime ? realClock(start) : virtualClock(start)
  if (start === undefined || !target.readTime) return { clock, send }
  return {
    clock,
    send: (request) => {
      const time = new Date(clock.now()).toISOString()
      return send({ ...request, headers: { ...request.headers, [TIME_HEADER]: time } })
    },
  }
}
