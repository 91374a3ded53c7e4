import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { NotReady } from '../src/health/readiness.ts'
import { proveServer } from '../src/health/server-proof.ts'

/** Anything but a nonce is ignored, as health checks of others may add what they like. */
const nonceQuery = z.object({
  nonce: z
    .string()
    .regex(/^[\w-]{16,64}$/)
    .optional()
    .catch(undefined),
})

/**
 * `GET /healthz`: the process lives; asked with a nonce, it proves that it is this deployment. `GET /readyz`: it can
 * serve a call.
 */
export function health(app: FastifyInstance, checkReady: () => Promise<void>, stateSecrets: string[]) {
  // Asked each second by anyone: a reason is logged when it is new, not each time.
  let logged: string | undefined
  app.get('/healthz', async (request) => {
    const { nonce } = nonceQuery.parse(request.query)
    const proof = nonce && { proof: proveServer(nonce, stateSecrets[0] ?? '') }
    return { status: 'ok', service: 'frontdesk', ...proof }
  })
  app.get('/readyz', async (request, reply) => {
    try {
      await checkReady()
      logged = undefined
      return { status: 'ready' }
    } catch (error) {
      const reason = error instanceof NotReady ? error.message : 'something is wrong'
      if (reason !== logged) request.log.warn({ err: error }, 'not ready')
      logged = reason
      return reply.code(503).send({ status: 'not ready', reason })
    }
  })
}
