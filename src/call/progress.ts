import { z } from 'zod'
import { languages } from '../hearing/heard.ts'
import { type Place, type Question, questions, reasons } from './place.ts'
import { readSignedUrl, signUrl } from './signed-url.ts'

/** Longer than any prompt, pause and answer together; a captured link is worth nothing after it. */
export const LINK_LIFETIME_SECONDS = 600

export type Reading =
  | { kind: 'valid'; place: Place }
  /** Once ours and unaltered, but too old: its counts still hold. */
  | { kind: 'expired'; place: Place }
  | { kind: 'altered' }

const count = z
  .string()
  .regex(/^\d{1,2}$/)
  .transform(Number)
const ids = z.string().transform((list) => (list === '' ? [] : list.split(',')))
const everyStep = {
  tries: count,
  asked: z.string().transform(readCounts).default({}),
  repeats: count.default(0),
  reason: z.enum(reasons).optional(),
  lang: z.enum(languages),
  exp: z.string(),
}

const declined = ids.optional()

/** What the progress of each step holds: one schema a step, and nothing beside it. */
const schemas = {
  name: z.strictObject({ client: ids.optional(), declined, ...everyStep }),
  'did-you-mean': z.strictObject({ client: ids, next: ids.optional(), declined, ...everyStep }),
  'spell-name': z.strictObject({ client: ids, declined, ...everyStep }),
  'key-name': z.strictObject({ client: ids, declined, ...everyStep }),
  'last-four': z.strictObject({ client: ids, declined, ...everyStep }),
  pin: z.strictObject({ client: ids, named: z.string().optional(), ...everyStep }),
  'sms-offer': z.strictObject({ client: ids, ...everyStep }),
} satisfies Record<Question, z.ZodType>

/** The path and query that lead to a place's answer, good for one call and LINK_LIFETIME_SECONDS from `now`. */
export function writeProgress(place: Place, callSid: string, secrets: string[], now: Date): string {
  const { question, asked } = place
  const query = new URLSearchParams()
  if (question !== 'name' || place.clients.length > 0) query.set('client', place.clients.join(','))
  if (place.named !== undefined) query.set('named', place.named)
  if (place.next) query.set('next', place.next.join(','))
  if (place.declined) query.set('declined', place.declined.join(','))
  query.set('tries', String(asked[question] ?? 0))
  const before = writeCounts(asked, question)
  if (before) query.set('asked', before)
  if (place.repeats > 0) query.set('repeats', String(place.repeats))
  if (place.reason) query.set('reason', place.reason)
  query.set('lang', place.lang)
  const expires = Math.floor(now.getTime() / 1000) + LINK_LIFETIME_SECONDS
  return signUrl(`/${question}`, query.toString(), expires, callSid, secrets)
}

/** Reads a request's raw path and query back into the place that `writeProgress` wrote for this very call. */
export function readProgress(rawUrl: string, callSid: string, secrets: string[], now: Date): Reading {
  const signed = readSignedUrl(rawUrl, callSid, secrets, now)
  const question = questions.find((one) => rawUrl.startsWith(`/${one}?`))
  if (!signed || !question) return { kind: 'altered' }
  const read = schemas[question].safeParse(Object.fromEntries(signed.parameters))
  if (!read.success) return { kind: 'altered' }
  const place = placeOf(question, read.data)
  return { kind: signed.isExpired ? 'expired' : 'valid', place }
}

function placeOf(question: Question, read: z.infer<(typeof schemas)[Question]>): Place {
  return {
    question,
    lang: read.lang,
    asked: { ...read.asked, [question]: read.tries },
    repeats: read.repeats,
    clients: read.client ?? [],
    ...(read.reason && { reason: read.reason }),
    ...('named' in read && read.named && { named: read.named }),
    ...('next' in read && read.next && { next: read.next }),
    ...('declined' in read && read.declined && { declined: read.declined }),
  }
}

/** `name2.pin1`: how often the other questions have been asked. */
function writeCounts(asked: Place['asked'], open: Question): string {
  return questions
    .filter((one) => one !== open && asked[one])
    .map((one) => `${one}${asked[one]}`)
    .join('.')
}

function readCounts(written: string): Place['asked'] {
  const counts = written.split('.').map((one) => /^([a-z-]+)(\d+)$/.exec(one))
  return Object.fromEntries(counts.map((found) => [found?.[1], Number(found?.[2])]))
}
