import type { ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Answer, hangUp, noise, press, say, silence } from '../engine/answer.ts'
import { createPageCalls, type PageCall } from './calls.ts'
import { callOptions, newCall, type PageOptions, settings, wordsOf } from './order.ts'

/** The question that is answered, counted from 1. */
const question = z.number().int()

const newAnswer = z.union([
  z.object({ question, say: z.string().min(1).max(1000) }),
  z.object({ question, keys: z.string().regex(/^[0-9*#]{1,100}$/) }),
  z.object({ question, does: z.enum(['silence', 'noise', 'hang up']) }),
])

const lastEventId = z.coerce.number().int().min(0).catch(-1)

/** Calls for the page: placed, answered and followed. The same engine as everywhere plays them. */
export async function callRoutes(app: FastifyInstance, options: PageOptions): Promise<void> {
  const calls = createPageCalls(options.mailbox, (error) =>
    app.log.error({ err: error }, 'a call of the page failed'),
  )
  const streams = new Set<ServerResponse>()
  // an open stream would keep the server from closing
  app.addHook('preClose', async () => {
    calls.close()
    for (const stream of streams) stream.end()
  })
  app.get('/phone/settings', () => settings(options))
  app.post('/phone/calls', async (request, reply) => {
    const wanted = newCall.safeParse(request.body)
    if (!wanted.success) return reply.code(400).send({ error: wordsOf(wanted.error) })
    const call = callOptions(options, wanted.data)
    if (!call) return reply.code(400).send({ error: 'Enter the URL of the line.' })
    return reply.code(201).send({ id: calls.place(call).id })
  })
  const withCall =
    (handle: (call: PageCall, request: FastifyRequest, reply: FastifyReply) => unknown) =>
    (request: FastifyRequest, reply: FastifyReply) => {
      const { id } = z.object({ id: z.string() }).parse(request.params)
      const call = calls.find(id)
      return call ? handle(call, request, reply) : reply.code(404).send({ error: 'There is no such call.' })
    }
  app.get(
    '/phone/calls/:id/events',
    withCall((call, request, reply) => followCall(streams, call, request, reply)),
  )
  app.post('/phone/calls/:id/answers', withCall(answerCall))
}

/** Server-sent events, until the page goes; a page that comes back says what it has seen. */
function followCall(
  streams: Set<ServerResponse>,
  call: PageCall,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  reply.hijack()
  const { raw } = reply
  // the page may have gone already
  if (raw.destroyed) return
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const seen = lastEventId.parse(request.headers['last-event-id'])
  const stop = call.subscribe(seen + 1, (event, number) => {
    // A server that stops ends its streams while a call may still go on.
    if (!raw.writableEnded) raw.write(`id: ${number}\ndata: ${JSON.stringify(event)}\n\n`)
  })
  streams.add(raw)
  raw.on('close', () => {
    streams.delete(raw)
    stop()
  })
}

function answerCall(call: PageCall, request: FastifyRequest, reply: FastifyReply) {
  const answer = newAnswer.safeParse(request.body)
  if (!answer.success) return reply.code(400).send({ error: 'This is no answer.' })
  const read = readAnswer(answer.data)
  if (read.hangsUp) call.hangUp()
  else if (!call.answer(read, answer.data.question))
    return reply.code(409).send({ error: 'The line is not listening.' })
  return reply.code(204).send()
}

function readAnswer(answer: z.infer<typeof newAnswer>): Answer {
  if ('say' in answer) return say(answer.say)
  if ('keys' in answer) return press(answer.keys)
  if (answer.does === 'silence') return silence
  return answer.does === 'noise' ? noise : hangUp
}
