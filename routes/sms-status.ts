import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { HttpError } from '../src/errors/http-error.ts'
import type { Outbox } from '../src/texts/outbox.ts'

export type TextReports = { texts: Pick<Outbox, 'recordStatus'> }

const id = z.string().regex(/^[\w-]{1,64}$/)
const field = z.string().default('')
const code = z
  .string()
  .regex(/^\d{1,6}$/)
  .catch('')

/** Older documents of the platform name the same things after `Sms`. */
const report = z
  .object({ MessageSid: field, SmsSid: field, MessageStatus: field, SmsStatus: field, ErrorCode: code })
  .transform(({ MessageSid, SmsSid, MessageStatus, SmsStatus, ErrorCode }) => ({
    sid: MessageSid || SmsSid,
    status: MessageStatus || SmsStatus,
    code: ErrorCode,
  }))
  .pipe(z.object({ sid: id, status: z.string().min(1).max(32), code }))

/** From the status URL that we gave with the text. */
const query = z.object({ call: id.optional().catch(undefined) })

/** POST /sms-status: what became of a text. It may come late, twice, out of order or never. */
export function smsStatus(app: FastifyInstance, { texts }: TextReports) {
  app.post('/sms-status', { config: { isReport: true } }, async (request, reply) => {
    const read = report.safeParse(request.body ?? {})
    if (!read.success) throw new HttpError(400, 'This is not a report on a text.')
    const { call } = query.parse(request.query)
    const { sid, status, code } = read.data
    await texts.recordStatus({ sid, status, call, code: code || undefined })
    request.report = { label: `${status} ${code}`.trim() }
    return reply.code(204).send()
  })
}
