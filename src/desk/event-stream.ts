import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'

/** Begins a stream of server-sent events; undefined when the browser has left while its session was looked up. */
export function openStream(reply: FastifyReply): ServerResponse | undefined {
  reply.hijack()
  const { raw } = reply
  if (raw.destroyed) return undefined
  // A reply that is hijacked does not send the headers that were set on it.
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value)
  return raw.writeHead(200, { 'content-type': 'text/event-stream' })
}
