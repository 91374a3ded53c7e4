import { AsyncLocalStorage } from 'node:async_hooks'
import { TIME_HEADER } from 'cxml-phone'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isFromThisMachine } from '../signalwire/signature-hook.ts'

export type CallClock = {
  /** The time on the phone's clock while its webhook is handled; otherwise the server's. */
  now(): Date
  /** To be called before there are routes. */
  follow(app: FastifyInstance): void
}

/**
 * Lets a call of the phone take place at another time: the phone says in a header what time it is. Only the conversation goes by
 * it; locks, limits, the record of calls and texts keep the server's time. Production never loads this.
 */
export function createCallClock(now: () => Date): CallClock {
  const told = new AsyncLocalStorage<Date>()
  return {
    now: () => told.getStore() ?? now(),
    follow: (app) => {
      // Reading the body leaves the context of an earlier hook.
      app.addHook('preValidation', (request, _reply, done) => {
        const time = timeOf(request)
        if (time) told.run(time, done)
        else done()
      })
    },
  }
}

function timeOf(request: FastifyRequest): Date | undefined {
  const header = request.headers[TIME_HEADER]
  if (typeof header !== 'string' || !isFromThisMachine(request)) return undefined
  const time = new Date(header)
  return Number.isNaN(time.getTime()) ? undefined : time
}
