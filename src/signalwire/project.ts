import { z } from 'zod'
import { createHttpClient } from './http-client.ts'
import { type HandledNumber, handledNumber, incomingNumber, type PhoneNumber } from './phone-number.ts'
import { openPlatformApi, type PlatformApi } from './platform-api.ts'
import { PlatformError } from './platform-error.ts'

/** A text that the project sent, as far as it shows whether texts go out. */
export type SentText = { from: string; status: string; errorCode: string | undefined }

export type Account = { type: string; status: string }

/** `space` is the project's host, such as example.signalwire.com. */
export type Credentials = { projectId: string; apiToken: string; space: string }

/** What the commands need of a SignalWire project. Each request may reject with a PlatformError. */
export interface Project {
  numbers(): Promise<PhoneNumber[]>
  number(sid: string): Promise<PhoneNumber>
  /** Changes only what the form names. */
  update(sid: string, form: Record<string, string>): Promise<void>
  /** The latest texts, newest first; needs the Messaging scope. */
  latestTexts(): Promise<SentText[]>
  account(): Promise<Account>
  /** How far the platform's clock is ahead of ours, by the `Date` of its last good answer. */
  clockAheadMs(): number | undefined
  close(): void
}

const PAGE_SIZE = 100
const MOST_PAGES = 100

const link = z.string().nullish()
const numberPage = z.object({ incoming_phone_numbers: z.array(incomingNumber), next_page_uri: link })
const handledPage = z.object({ data: z.array(handledNumber), links: z.object({ next: link }).optional() })
const textPage = z.object({
  messages: z.array(
    z.object({
      from: z.string().nullish(),
      status: z.string().nullish(),
      error_code: z.union([z.string(), z.number()]).nullish(),
    }),
  ),
})
const account = z.object({ type: z.string().default(''), status: z.string().default('') })

/** Opens a project's REST API; each request waits `limitMs` for its answer. */
export function openProject({ projectId, apiToken, space }: Credentials, limitMs: number): Project {
  const baseUrl = `https://${space}`
  const httpClient = createHttpClient(baseUrl, {}, limitMs)
  const api = openPlatformApi({ projectId, apiToken, baseUrl, httpClient })
  return {
    numbers: async () => {
      const [numbers, handled] = await Promise.all([listNumbers(api), listHandled(api)])
      return numbers.map((number) => withHandler(number, handled))
    },
    number: async (sid) => {
      const found = await readNumber(api, sid)
      return withHandler(found, await listHandled(api))
    },
    update: (sid, form) => api.post(`/IncomingPhoneNumbers/${sid}`, form),
    latestTexts: async () => {
      const page = await api.get('/Messages', textPage, { PageSize: PAGE_SIZE })
      return page.messages.map(({ from, status, error_code }) => ({
        from: from ?? '',
        status: status ?? '',
        errorCode: error_code ? String(error_code) : undefined,
      }))
    },
    account: () => api.get('', account),
    clockAheadMs: api.clockAheadMs,
    close: () => httpClient.close(),
  }
}

/** Some spaces do not serve a single number, so it is then taken from the list. */
async function readNumber(api: PlatformApi, sid: string): Promise<PhoneNumber> {
  try {
    return await api.get(`/IncomingPhoneNumbers/${sid}`, incomingNumber)
  } catch (error) {
    if (!(error instanceof PlatformError && error.status === 404)) throw error
    const listed = (await listNumbers(api)).find((number) => number.sid === sid)
    if (!listed) throw error
    return listed
  }
}

async function listNumbers(api: PlatformApi): Promise<PhoneNumber[]> {
  const first = await api.get('/IncomingPhoneNumbers', numberPage, { PageSize: PAGE_SIZE })
  const numbers = [...first.incoming_phone_numbers]
  let next = first.next_page_uri
  for (let pages = 1; next && pages < MOST_PAGES; pages++) {
    const page = await api.read(next, numberPage)
    numbers.push(...page.incoming_phone_numbers)
    next = page.next_page_uri
  }
  return numbers
}

/** Only the newer API tells how calls are handled. The project may not have it, or the token may lack its scope. */
async function listHandled(api: PlatformApi): Promise<Map<string, HandledNumber>> {
  const handled: HandledNumber[] = []
  try {
    let next: string | null | undefined = `/api/relay/rest/phone_numbers?page_size=${PAGE_SIZE}`
    for (let pages = 0; next && pages < MOST_PAGES; pages++) {
      const page: z.infer<typeof handledPage> = await api.read(next, handledPage)
      handled.push(...page.data)
      next = page.links?.next
    }
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
  }
  return new Map(handled.map((one) => [one.number, one]))
}

function withHandler(number: PhoneNumber, handled: Map<string, HandledNumber>): PhoneNumber {
  const known = handled.get(number.number)
  return {
    ...number,
    handler: known?.call_handler ?? number.handler,
    receives: known?.call_receive_mode ?? number.receives,
    kind: known?.number_type ?? undefined,
  }
}
