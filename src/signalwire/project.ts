import { z } from 'zod'
import type { HttpClient, PlatformRequest, PlatformResponse } from './http-client.ts'
import { handledNumber, incomingNumber, type PhoneNumber } from './phone-number.ts'
import { PlatformError } from './platform-error.ts'

/** A text the project sent, as far as it tells whether texts leave; the latest come first. */
export type SentText = { from: string; status: string; errorCode: string | undefined }

export type Account = { type: string; status: string }

/** What the commands ask of a SignalWire project. Each method throws a PlatformError. */
export interface Project {
  numbers(): Promise<PhoneNumber[]>
  number(sid: string): Promise<PhoneNumber>
  /** Changes what the form names, and nothing else. */
  update(sid: string, form: Record<string, string>): Promise<void>
  /** The latest texts; needs the Messaging scope. */
  latestTexts(): Promise<SentText[]>
  account(): Promise<Account>
  /** How far the platform's clock was ahead of ours in its last good answer, if that told the time. */
  clockAheadMs(): number | undefined
}

export type ProjectOptions = {
  projectId: string
  apiToken: string
  /** `https://` and the space's host. */
  baseUrl: string
  httpClient: HttpClient
}

/**
 * The documentation has the API under `/api/laml`, the vendor's package under `/`, and both with and without `.json`.
 * The first that is not answered with 404 is kept.
 */
const PLACES = [
  { prefix: '/api/laml/2010-04-01', suffix: '.json' },
  { prefix: '/2010-04-01', suffix: '.json' },
  { prefix: '/api/laml/2010-04-01', suffix: '' },
  { prefix: '/2010-04-01', suffix: '' },
]
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

/** A project through the REST API. */
export function openProject(options: ProjectOptions): Project {
  const api = openApi(options)
  return {
    numbers: async () => {
      const [numbers, handled] = await Promise.all([listNumbers(api), listHandled(api)])
      return numbers.map((number) => withHandler(number, handled))
    },
    number: async (sid) => {
      const found = await api.get(`/IncomingPhoneNumbers/${sid}`, incomingNumber)
      return withHandler(found, await listHandled(api))
    },
    update: async (sid, form) => {
      await api.post(`/IncomingPhoneNumbers/${sid}`, form)
    },
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
  }
}

type Api = ReturnType<typeof openApi>

async function listNumbers(api: Api): Promise<PhoneNumber[]> {
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

/** Only the newer API tells how a number is handled. A project may be without it, or the token without its scope. */
async function listHandled(api: Api): Promise<Map<string, z.infer<typeof handledNumber>>> {
  const handled: z.infer<typeof handledNumber>[] = []
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

function withHandler(number: PhoneNumber, handled: Awaited<ReturnType<typeof listHandled>>): PhoneNumber {
  const known = handled.get(number.number)
  return {
    ...number,
    handler: known?.call_handler ?? number.handler,
    receives: known?.call_receive_mode ?? number.receives,
    kind: known?.number_type ?? undefined,
  }
}

/** Requests to the API, wherever this space has it, with answers of a known shape. */
function openApi({ projectId, apiToken, baseUrl, httpClient }: ProjectOptions) {
  let clockAheadMs: number | undefined
  let place: Promise<(typeof PLACES)[number]> | undefined

  async function send(request: Pick<PlatformRequest, 'method' | 'uri' | 'params' | 'data'>) {
    const { uri, data } = request
    const form = data && { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await httpClient.request({
      ...request,
      uri: new URL(uri, baseUrl).href,
      username: projectId,
      password: apiToken,
      headers: { accept: 'application/json', ...form },
    })
    const { date } = answer.headers
    if (date) clockAheadMs = Date.parse(date) - Date.now()
    return answer
  }

  const uriOf = ({ prefix, suffix }: (typeof PLACES)[number], path: string) =>
    `${prefix}/Accounts/${encodeURIComponent(projectId)}${path}${suffix}`

  /** The first request finds the place; those that come meanwhile wait for it. */
  function findPlace(): Promise<(typeof PLACES)[number]> {
    place ??= tryPlaces((one) =>
      send({ method: 'GET', uri: uriOf(one, '/IncomingPhoneNumbers'), params: { PageSize: 1 } }),
    )
    return place
  }

  async function read<Shape extends z.ZodType>(uri: string, shape: Shape, params?: object) {
    return readAs(shape, await send({ method: 'GET', uri, ...(params && { params }) }))
  }

  return {
    read,
    get: async <Shape extends z.ZodType>(path: string, shape: Shape, params?: object) =>
      read(uriOf(await findPlace(), path), shape, params),
    post: async (path: string, data: object) =>
      send({ method: 'POST', uri: uriOf(await findPlace(), path), data }),
    clockAheadMs: () => clockAheadMs,
  }
}

async function tryPlaces(probe: (place: (typeof PLACES)[number]) => Promise<PlatformResponse>) {
  let missing: unknown
  for (const place of PLACES) {
    try {
      await probe(place)
      return place
    } catch (error) {
      if (!(error instanceof PlatformError) || error.status === undefined) throw error
      // Refused is found: whoever asks for more here learns why.
      if (error.status !== 404) return place
      missing ??= error
    }
  }
  throw missing
}

function readAs<Shape extends z.ZodType>(
  shape: Shape,
  { statusCode, body }: PlatformResponse,
): z.output<Shape> {
  const read = shape.safeParse(body)
  if (!read.success) throw new PlatformError('an answer in an unknown shape', { status: statusCode })
  return read.data
}
