import { z } from 'zod'
import { createHttpClient } from './http-client.ts'
import { type CallSettings, type PhoneNumber, phoneNumber } from './phone-number.ts'
import { openPlatformApi, type PlatformApi } from './platform-api.ts'

/** A text that the project sent, as far as it shows whether texts go out. */
export type SentText = { from: string; status: string; errorCode: string | undefined }

export type Account = { type: string; status: string }

/** `space` is the project's host, such as example.signalwire.com. */
export type Credentials = { projectId: string; apiToken: string; space: string }

/** What the commands need of a SignalWire project. Each request may reject with a PlatformError. */
export interface Project {
  space: string
  numbers(): Promise<PhoneNumber[]>
  /** Changes only the settings that are given. */
  update(id: string, changes: CallSettings): Promise<void>
  /** The latest texts, newest first; needs the Messaging scope. */
  latestTexts(): Promise<SentText[]>
  account(): Promise<Account>
  /** How far the platform's clock is ahead of ours, by the `Date` of its last good answer. */
  clockAheadMs(): number | undefined
  close(): void
}

const NUMBERS = '/api/relay/rest/phone_numbers'
const PAGE_SIZE = 100
const MOST_PAGES = 100

const link = z.string().nullish()
const numberPage = z.object({ data: z.array(phoneNumber), links: z.object({ next: link }).optional() })
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
    space,
    numbers: () => listNumbers(api),
    update: (id, changes) => api.put(`${NUMBERS}/${encodeURIComponent(id)}`, changes),
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

async function listNumbers(api: PlatformApi): Promise<PhoneNumber[]> {
  const numbers: PhoneNumber[] = []
  let next: string | null | undefined = `${NUMBERS}?page_size=${PAGE_SIZE}`
  for (let pages = 0; next && pages < MOST_PAGES; pages++) {
    const page: z.infer<typeof numberPage> = await api.read(next, numberPage)
    numbers.push(...page.data)
    next = page.links?.next
  }
  return numbers
}
