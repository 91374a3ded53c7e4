import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sendOverHttp } from '../engine/http.ts'
import { receiveText } from '../engine/text.ts'
import { optionalUrl, type PageOptions, wordsOf } from './order.ts'

const newText = z.object({
  from: z.string().min(1).max(255),
  to: z.string().min(1).max(255),
  body: z.string().min(1).max(1600),
  messageUrl: optionalUrl,
  key: z.string().max(1000).optional(),
})

/** A text that the person at the page writes to the line, and what the line answers. */
export async function textAnswerRoutes(app: FastifyInstance, options: PageOptions): Promise<void> {
  app.post('/phone/texts', async (request, reply) => {
    const text = newText.safeParse(request.body)
    if (!text.success) return reply.code(400).send({ error: wordsOf(text.error) })
    const { messageUrl, key, ...rest } = text.data
    const own = options.messageUrl && (!messageUrl || messageUrl === options.messageUrl)
    const url = messageUrl || options.messageUrl
    if (!url) return reply.code(400).send({ error: 'Enter the message URL of the line.' })
    const { key: ownKey, detour } = own ? (options.target ?? {}) : {}
    const signingKey = key || ownKey
    const dialect = options.dialect ? { dialect: options.dialect } : {}
    const signed = signingKey ? { key: signingKey } : {}
    const { texts, events } = await receiveText({
      url,
      ...signed,
      ...dialect,
      send: sendOverHttp(detour),
      ...rest,
    })
    const breaches = events.flatMap((event) => (event.kind === 'breach' ? [event.details] : []))
    return { texts: texts.map(({ body }) => body), breaches }
  })
}
