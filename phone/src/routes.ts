import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { faultNames } from './messages/faults.ts'
import type { Mailbox } from './messages/mailbox.ts'

/** What a phone shows of a text. */
export type ShownText = { sid: string; from: string; to: string; body: string }

const loopback = /^(127\.|::1$|::ffff:127\.)/
const localHost = /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/i
/** Headers that a tunnel or a proxy adds. */
const forwarding = /^(forwarded|via|x-forwarded-.*|x-real-ip|x-original-.*|true-client-ip|cf-.*)$/

/**
 * Lets through only what comes straight from this machine: texts are private, and a tunnel or a page of another site
 * (whose requests carry its own Host or Origin) must not read them.
 */
export async function onlyFromThisMachine(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { host = '', origin } = request.headers
  const isOwnPage = origin === undefined || origin === `http://${host}`
  const isLocal = loopback.test(request.socket.remoteAddress ?? '') && localHost.test(host)
  const isForwarded = Object.keys(request.headers).some((name) => forwarding.test(name))
  if (isOwnPage && isLocal && !isForwarded) return
  await reply.code(403).send({ error: 'The phone works from this machine only.' })
}

/** The texts of a number, and what goes wrong with the next ones, for a phone in another process. */
export async function textRoutes(app: FastifyInstance, { mailbox }: { mailbox: Mailbox }): Promise<void> {
  /** Oldest first. */
  app.get('/phone/messages', (request): { messages: ShownText[] } => {
    const query = z.object({ to: z.string().optional() }).parse(request.query)
    const messages = mailbox.messages.filter(({ to }) => (query.to ?? to) === to)
    return { messages: messages.toReversed().map(({ sid, from, to, body }) => ({ sid, from, to, body })) }
  })
  app.put('/phone/messages/fault', (request, reply) => {
    const fault = z.object({ fault: z.enum(faultNames) }).safeParse(request.body)
    if (!fault.success) return reply.code(400).send({ error: 'There is no such fault.' })
    mailbox.fault = fault.data.fault
    return reply.code(204).send()
  })
}
