import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { readSignedUrl } from '../src/call/signed-url.ts'
import { hangUp } from '../src/cxml/documents.ts'
import { HttpError } from '../src/errors/http-error.ts'
import { languages } from '../src/hearing/heard.ts'
import { spokenIn } from '../src/webhooks/document.ts'
import { callOf } from '../src/webhooks/form.ts'
import { inTime, type Parts, sendDocument } from '../src/webhooks/step.ts'

const progress = z.object({ lang: z.enum(languages) })

/** The talk with the operator is over, or nobody took it up: then the caller hears so. */
export function operator(app: FastifyInstance, parts: Parts) {
  const { line, documents, calls } = parts
  app.post('/operator', async (request, reply) => {
    const { CallSid, DialCallStatus } = request.webhook
    const signed = readSignedUrl(request.raw.url ?? '', CallSid, documents.stateSecrets, line.now())
    const read = progress.safeParse(Object.fromEntries(signed?.parameters ?? []))
    if (!read.success) throw new HttpError(403, 'This progress is not ours, or not of this call.')
    const { cannotHelp, goodbye } = line.sentences(read.data.lang)
    // Without the database it is not known, and a second apology would dial the operator again, and so on.
    const isOver = await inTime(parts, request, calls.isOver(callOf(request.webhook))).catch(() => false)
    if (isOver || signed?.isExpired)
      return sendDocument(request, reply, 'over', hangUp([spokenIn(read.data.lang, goodbye)]))
    const hasTalked = DialCallStatus === 'completed' || DialCallStatus === 'answered'
    const document = hangUp(hasTalked ? [] : [spokenIn(read.data.lang, cannotHelp)])
    return sendDocument(
      request,
      reply,
      hasTalked ? 'talked' : `operator-${DialCallStatus ?? 'unknown'}`,
      document,
    )
  })
}
