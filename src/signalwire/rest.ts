import type { CompatibilityApi } from '@signalwire/compatibility-api'
import { z } from 'zod'
import { FINAL_CODES, PASSING_CODES, SENDER_CODES } from './final-codes.ts'
import { createHttpClient, type HttpClient } from './http-client.ts'
import { PlatformError } from './platform-error.ts'

/** A text to send. The platform reports its status to `statusUrl`. */
export type Message = { from: string; to: string; body: string; statusUrl?: string }

/** `isSenderFault`: no other text of the sender is taken either, until somebody repairs it. */
export type SendOutcome =
  | { kind: 'accepted'; sid: string }
  /** Will not be accepted later either, unless `isRepairable`: the fault is ours (credentials, address) and can be fixed. */
  | { kind: 'refused'; code: string; reason: string; isRepairable: boolean; isSenderFault: boolean }
  /** The text may or may not have been accepted. */
  | { kind: 'unclear'; reason: string; retryAfterMs?: number; isSenderFault: boolean }

/** Every outcome but acceptance. */
export type Failure = Exclude<SendOutcome, { kind: 'accepted' }>

export type SentMessage = { sid: string; body: string; createdAt: number }

/** The platform's Messages API. */
export interface Messages {
  send(message: Message): Promise<SendOutcome>
  /** The latest messages from one number to another. Rejects with a PlatformError. */
  list(numbers: { from: string; to: string }): Promise<SentMessage[]>
  /** Loads the vendor's package (half a second) before a caller has to wait for it. */
  warmUp(): Promise<void>
  close(): void
}

export type RestOptions = {
  projectId: string
  apiToken: string
  /** `https://` and the space's host, or the URL of a local Messages API. */
  baseUrl: string
  httpClient?: HttpClient
}

/** One page, newest first, holds all that one number was sent recently. */
const PAGE_SIZE = 100

const sent = z.object({
  sid: z.string().min(1),
  status: z.string().nullish(),
  errorCode: z.coerce.string().nullish(),
})
const page = z.object({
  messages: z.array(
    z.object({
      sid: z.string(),
      body: z.string().nullish(),
      date_created: z.string().nullish(),
      from: z.string().nullish(),
      to: z.string().nullish(),
    }),
  ),
})

/** The Messages API through the vendor's client, over our own HTTP client. */
export function createMessages(options: RestOptions): Messages {
  const httpClient = options.httpClient ?? createHttpClient(options.baseUrl)
  let client: Promise<CompatibilityApi> | undefined
  const connect = () => {
    client ??= openClient(options, httpClient)
    return client
  }
  return {
    send: async (message) => send(await connect(), message),
    list: async (numbers) => list(await connect(), options, numbers),
    warmUp: async () => {
      await connect()
    },
    close: () => httpClient.close(),
  }
}

/** The package takes half a second and 77 MB to load, so it is loaded for the first text. */
async function openClient(options: RestOptions, httpClient: HttpClient): Promise<CompatibilityApi> {
  const { RestClient } = await import('@signalwire/compatibility-api')
  const settings = {
    signalwireSpaceUrl: spaceOf(options.baseUrl),
    lazyLoading: true,
    // Otherwise TWILIO_REGION and the like, set for another program, would change the host.
    env: {},
    // The package's type of a response declares none of the fields that it reads.
    httpClient: httpClient as never,
  }
  return RestClient(options.projectId, options.apiToken, settings)
}

/** The vendor's client takes the host alone and prepends `https://`. */
function spaceOf(baseUrl: string): string {
  const { host, pathname } = new URL(baseUrl)
  return `${host}${pathname.replace(/\/$/, '')}`
}

async function send(client: CompatibilityApi, message: Message): Promise<SendOutcome> {
  const { statusUrl, ...text } = message
  try {
    const answer = await client.messages.create({ ...text, ...(statusUrl && { statusCallback: statusUrl }) })
    const { sid, status, errorCode } = sent.parse(answer)
    if (status !== 'failed' && status !== 'undelivered') return { kind: 'accepted', sid }
    const code = errorCode ?? status
    const known = { isRepairable: false, isSenderFault: SENDER_CODES.has(code) }
    return { kind: 'refused', code, reason: 'refused at once', ...known }
  } catch (error) {
    return judge(error)
  }
}

/**
 * A request of our own, because the vendor's `list` fails on an envelope with an unknown field. Without a filter by date:
 * the API filters by the date of sending, which a message that is still queued does not have.
 */
async function list(
  client: CompatibilityApi,
  { baseUrl, projectId }: RestOptions,
  { from, to }: { from: string; to: string },
): Promise<SentMessage[]> {
  const uri = `https://${spaceOf(baseUrl)}/2010-04-01/Accounts/${projectId}/Messages.json`
  const answer = await client.request({
    method: 'get',
    uri,
    params: { To: to, From: from, PageSize: PAGE_SIZE },
  })
  const parsed = page.safeParse(answer.body)
  if (!parsed.success) throw new PlatformError('a list of messages in an unknown shape', {})
  // A list that the platform did not filter would hold other people's texts, perhaps with the same words.
  const isRequested = (message: { from?: string | null | undefined; to?: string | null | undefined }) =>
    (message.from ?? from) === from && (message.to ?? to) === to
  return parsed.data.messages.filter(isRequested).map(({ sid, body, date_created }) => ({
    sid,
    body: body ?? '',
    createdAt: Date.parse(date_created ?? ''),
  }))
}

/** Turns a failed request into an outcome. */
export function judge(error: unknown): Failure {
  if (!(error instanceof PlatformError)) {
    return { kind: 'unclear', reason: 'an answer in an unknown shape', isSenderFault: false }
  }
  const { status, code = '', retryAfterMs, message } = error
  const known = FINAL_CODES[code]
  if (known) {
    return {
      kind: 'refused',
      code,
      reason: known,
      isRepairable: false,
      isSenderFault: SENDER_CODES.has(code),
    }
  }
  if (isRefusal(status) && !PASSING_CODES.has(code)) {
    const isOurs = isOurFault(status)
    const refused = { code: code || `HTTP ${status}`, reason: message }
    return { kind: 'refused', ...refused, isRepairable: isOurs, isSenderFault: isOurs }
  }
  const retry = retryAfterMs !== undefined && { retryAfterMs }
  return { kind: 'unclear', reason: message, isSenderFault: SENDER_CODES.has(code), ...retry }
}

/** 408, 425 and 429 ask for a retry; every other 4xx is a refusal. */
function isRefusal(status = 0): boolean {
  return status >= 400 && status < 500 && ![408, 425, 429].includes(status)
}

/** Credentials, scope, address. */
function isOurFault(status = 0): boolean {
  return [401, 403, 404, 405].includes(status)
}
