import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { message, nothing } from '../src/cxml/documents.ts'
import { HttpError } from '../src/errors/http-error.ts'
import type { Replies } from '../src/replies/replies.ts'
import { sendDocument } from '../src/webhooks/answer-webhook.ts'

export type IncomingTexts = { replies: Replies }

const field = z.string().catch('')

/** Older documents of the platform name the id after `Sms`. A picture may come without words. */
const incoming = z
  .object({ MessageSid: field, SmsMessageSid: field, SmsSid: field, From: field, Body: field })
  .transform(({ MessageSid, SmsMessageSid, SmsSid, From, Body }) => ({
    messageSid: MessageSid || SmsMessageSid || SmsSid,
    from: From,
    body: Body,
  }))
  .refine(({ messageSid }) => /^[\w-]{1,64}$/.test(messageSid))

/**
 * POST /sms: somebody texts the line's number, in reply to a text of ours or not. C confirms, R asks for a call; the opt-out and
 * opt-in words end and allow texts; HELP says who we are. Anything else is told once a day whom to call.
 */
export function sms(app: FastifyInstance, { replies }: IncomingTexts) {
  app.post('/sms', async (request, reply) => {
    const read = incoming.safeParse(request.body ?? {})
    if (!read.success) throw new HttpError(400, 'This is not a text message.')
    const { meaning, text } = await replies.answer(read.data)
    const document = text === undefined ? nothing : message(text)
    return sendDocument(request, reply, document, {
      label: text === undefined ? `${meaning}:silent` : meaning,
    })
  })
}
