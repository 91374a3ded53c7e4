import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Nothing from elsewhere, and nothing inline. */
const directives = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
}

/** The headers of every answer, and the rule that only the desk's own pages may send anything. */
export async function secure(
  app: FastifyInstance,
  { originOf, isHttps }: { originOf: (request: FastifyRequest) => string; isHttps: boolean },
): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives },
    // With "no-referrer" browsers would not say where a form comes from.
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    strictTransportSecurity: isHttps,
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    if (!isFromDesk(request, originOf(request))) return refuse(reply)
  })
}

/** Answers a request whose URL cannot be read: it comes to no hook and no route. */
export function refuseUnreadable(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  reply
    .code(400)
    .headers({
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'cache-control': 'no-store',
    })
    .type('text/plain')
    .send('This address cannot be read.\n')
}

/** Browsers say with each form where it comes from; what does not say so is refused. */
function isFromDesk({ method, headers }: FastifyRequest, origin: string): boolean {
  return method === 'GET' || method === 'HEAD' || headers.origin === origin
}

function refuse(reply: FastifyReply) {
  return reply
    .code(403)
    .type('text/plain')
    .send('This form was sent from another page: open the desk again.\n')
}
