import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Then the browser asks again, which needs a session that still lasts. */
const STREAM_LASTS_MS = 5 * 60_000

/** What is sent next: a part of the page in its new form, a reload of the whole page, or nothing new. */
export type Look = () => Promise<{ markup: string } | 'reload' | undefined>

/** Opens streams of server-sent events, which end with the server. */
export function eventStreams(
  app: FastifyInstance,
): (reply: FastifyReply, look: Look, everyMs: number) => void {
  const streams = new Set<ServerResponse>()
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end()
  })
  return (reply, look, everyMs) => {
    reply.hijack()
    const { raw } = reply
    // The browser may have left while its session was looked up.
    if (raw.destroyed) return
    raw.writeHead(200, { ...headersOf(reply), 'content-type': 'text/event-stream' })
    streams.add(raw)
    // While the database is away nothing changes here.
    const timer = setInterval(() => void send(raw, look).catch(() => {}), everyMs)
    const end = setTimeout(() => raw.end(), STREAM_LASTS_MS)
    raw.on('close', () => {
      streams.delete(raw)
      clearInterval(timer)
      clearTimeout(end)
    })
  }
}

async function send(stream: ServerResponse, look: Look): Promise<void> {
  const next = await look()
  if (!next || stream.writableEnded) return
  if (next === 'reload') stream.end('event: reload\ndata:\n\n')
  else stream.write(`data: ${JSON.stringify(next.markup)}\n\n`)
}

/** A reply that is hijacked does not send the headers that were set on it. */
function headersOf(reply: FastifyReply) {
  return reply.getHeaders() as Record<string, string>
}
