import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Breach } from '../engine/breach.ts'
import { textLine } from '../messages/inbound.ts'
import { optionalUrl, type PageOptions, wordsOf } from './order.ts'

const newText = z.object({
  from: z.string().min(1).max(255),
  to: z.string().min(1).max(255),
  body: z.string().min(1).max(1600),
  messageUrl: optionalUrl,
  key: z.string().max(1000).optional(),
})

const LOCAL_PROJECT = '00000000-0000-4000-8000-000000000000'

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
    try {
      const line = { url, key: key || ownKey, detour, accountSid: LOCAL_PROJECT }
      return { texts: await textLine({ ...line, ...rest }) }
    } catch (error) {
      if (error instanceof Breach) return { breach: error.details }
      throw error
    }
  })
}
