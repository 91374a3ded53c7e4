import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { explainRefusal } from './explain-refusal.ts'
import { RefusalLimit } from './refusal-limit.ts'
import type { Parameters } from './signature.ts'
import { isSigned } from './verify.ts'

export type SignatureSettings = {
  /** Any of them counts. Without a key, which only development may lack, requests must come straight over loopback. */
  signingKeys: readonly string[] | undefined
  /** The URL the platform calls, without a slash at its end. */
  publicUrl: string
  /** In development the log says why a signature was refused; in production nothing does. */
  explain: boolean
  /** To notice that it was taken for the signing key. */
  apiToken?: string | undefined
}

const loopback = /^(127\.|::1$|::ffff:127\.)/
const localHost = /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/i
/** What a tunnel or a proxy adds; any of these means that the request came from elsewhere. */
const forwarding = /^(forwarded|via|x-forwarded-.*|x-real-ip|x-original-.*|true-client-ip|cf-.*)$/
/** base64 of a SHA-1. */
const wellFormed = /^[A-Za-z0-9+/]{27}=$/

/** The status of a body that is refused before it is parsed. */
const TOO_LARGE = 413

const refusal =
  'Refused: without SIGNALWIRE_SIGNING_KEY only requests straight from this machine are taken. To be called through a ' +
  'tunnel, set SIGNALWIRE_SIGNING_KEY (the Signing Key of your SignalWire project, from its API Credentials page) and ' +
  'PUBLIC_URL (the address of the tunnel), and start again.\n'

const otherOrigin =
  'Refused: a web page of another origin sent this. Without SIGNALWIRE_SIGNING_KEY only requests straight from this ' +
  'machine are taken, such as those of curl or "npm run phone".\n'

/**
 * Lets nobody but the platform reach the routes of this scope. Whoever fails too often is turned away before the body is
 * read, unless they bring what may be a signature and a small body: the platform may share an address with them, behind
 * a proxy.
 */
export function checkSignatures(app: FastifyInstance, settings: SignatureSettings): void {
  const limit = new RefusalLimit()
  const count = (request: FastifyRequest) => {
    const address = addressOf(request)
    if (limit.count(address, performance.now())) request.log.warn({ address }, 'too many fail the signature')
  }
  app.addHook('onRequest', async (request, reply) => {
    if (limit.isOver(addressOf(request), performance.now()) && !mayBeSigned(request, limit))
      return turnAway(reply)
  })
  app.addHook('onError', async (request, _reply, error) => {
    if (error.statusCode === TOO_LARGE) count(request)
  })
  app.addHook('preValidation', async (request, reply) => {
    if (isAllowed(request, settings)) return
    count(request)
    if (limit.isOver(addressOf(request), performance.now())) return turnAway(reply)
    return refuse(request, reply, settings)
  })
}

function mayBeSigned(request: FastifyRequest, limit: RefusalLimit): boolean {
  const { headers } = request
  // A body in chunks does not say how large it is.
  const bytes = headers['transfer-encoding']
    ? Number.POSITIVE_INFINITY
    : Number(headers['content-length'] ?? 0)
  return wellFormed.test(signatureOf(request) ?? '') && limit.mayVerify(addressOf(request), bytes)
}

function isAllowed(request: FastifyRequest, { signingKeys, publicUrl }: SignatureSettings): boolean {
  if (signingKeys === undefined) return isFromThisMachine(request) && !isFromOtherOrigin(request)
  const given = signatureOf(request)
  const url = publicUrl + (request.raw.url ?? '')
  return given !== undefined && isSigned(signingKeys, given, url, parametersOf(request))
}

function refuse(request: FastifyRequest, reply: FastifyReply, settings: SignatureSettings) {
  const { signingKeys, apiToken, publicUrl, explain } = settings
  const answer = reply.code(403).type('text/plain')
  if (signingKeys === undefined) return answer.send(isFromOtherOrigin(request) ? otherOrigin : refusal)
  if (explain) {
    const refused = { given: signatureOf(request), rawUrl: request.raw.url ?? '', headers: request.headers }
    const parameters = parametersOf(request)
    request.log.warn(
      explainRefusal({ ...refused, parameters }, { signingKeys, apiToken, publicUrl }),
      'a signature was refused',
    )
  }
  return answer.send('Forbidden\n')
}

function turnAway(reply: FastifyReply) {
  return reply
    .code(429)
    .header('retry-after', '60')
    .header('connection', 'close')
    .type('text/plain')
    .send('Too many\n')
}

function signatureOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['x-signalwire-signature'] ?? headers['x-twilio-signature']
  return typeof given === 'string' ? given : undefined
}

/** A form body: the parser makes names and values strings, a repeated name an array of them. */
function parametersOf(request: FastifyRequest): Parameters {
  return (request.body ?? {}) as Parameters
}

function addressOf(request: FastifyRequest): string {
  return request.socket.remoteAddress ?? ''
}

/** Whether a request came straight from this machine, not through a tunnel or a proxy. */
export function isFromThisMachine(request: FastifyRequest): boolean {
  const isForwarded = Object.keys(request.headers).some((name) => forwarding.test(name))
  const isLocal = loopback.test(addressOf(request)) && localHost.test(request.headers.host ?? '')
  return isLocal && !isForwarded
}

/** Any page that the developer's browser shows can post a form here; the browser then names where it comes from. */
function isFromOtherOrigin({ headers }: FastifyRequest): boolean {
  const { origin, host, 'sec-fetch-site': site = 'none' } = headers
  const isOtherOrigin = origin !== undefined && origin !== `http://${host}`
  return isOtherOrigin || (site !== 'same-origin' && site !== 'none')
}
