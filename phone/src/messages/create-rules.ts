import { z } from 'zod'
import type { Refusal } from './faults.ts'
import type { NewMessage } from './mailbox.ts'

const BODY_CHARACTERS = 1600
const MEDIA_COUNT = 8
/** The number that a number group sends from, where nothing else is known of it. */
const GROUP_NUMBER = '+12025550100'

const field = z.string().default('')

/** The form of a new message, as far as it is kept. A repeated name is refused. */
export const createForm = z.object({
  To: field,
  From: field,
  MessagingServiceSid: field,
  Body: field,
  MediaUrl: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat())
    .default([]),
  StatusCallback: field,
})

type CreateForm = z.infer<typeof createForm>

const e164 = /^\+[1-9]\d{6,14}$/

/** What the platform would refuse of a new message before it tries to send it. */
export function refusalOf(form: CreateForm): Refusal | undefined {
  const length = [...form.Body].length
  if (form.To === '') return bad(21604, 'To is required.')
  if (!e164.test(form.To)) return bad(21211, 'To is not a valid phone number.')
  if (form.From === '' && form.MessagingServiceSid === '')
    return bad(21705, 'From or MessagingServiceSid is required.')
  if (form.From !== '' && !e164.test(form.From)) return bad(21212, 'From is not a valid phone number.')
  const { MediaUrl: media } = form
  if (length === 0 && media.length === 0) return bad(21602, 'Body or MediaUrl is required.')
  if (length > BODY_CHARACTERS) return bad(21617, `Body has more than ${BODY_CHARACTERS} characters.`)
  if (media.length > MEDIA_COUNT) return bad(21623, `There are more than ${MEDIA_COUNT} MediaUrl.`)
  if (media.some((url) => !/^https?:\/\//.test(url))) return bad(21620, 'MediaUrl is not a valid URL.')
  if (form.StatusCallback !== '' && !/^https?:\/\//.test(form.StatusCallback)) {
    return bad(21402, 'StatusCallback is not a valid URL.')
  }
  return undefined
}

/** What is kept of an accepted form. */
export function newMessage(form: CreateForm): NewMessage {
  return {
    from: form.From || GROUP_NUMBER,
    to: form.To,
    body: form.Body,
    statusCallback: form.StatusCallback || undefined,
    messagingServiceSid: form.MessagingServiceSid || undefined,
    mediaUrls: form.MediaUrl,
  }
}

function bad(code: number, message: string): Refusal {
  return { status: 400, code, message }
}
