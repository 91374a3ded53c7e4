import type { z } from 'zod'
import type { HttpClient, PlatformRequest, PlatformResponse } from './http-client.ts'
import { PlatformError } from './platform-error.ts'

export type PlatformApiOptions = {
  projectId: string
  apiToken: string
  /** `https://` and the space's host. */
  baseUrl: string
  httpClient: HttpClient
}

/** A project's REST API. Answers are checked against a schema; every failure is a PlatformError. */
export interface PlatformApi {
  /** Reads a path of the project, such as `/Messages`. */
  get<Shape extends z.ZodType>(path: string, shape: Shape, params?: object): Promise<z.output<Shape>>
  /** Reads a URI that the platform gave, or one of its newer API, `/api/relay/rest`. */
  read<Shape extends z.ZodType>(uri: string, shape: Shape, params?: object): Promise<z.output<Shape>>
  /** Changes what has this URI in the newer API. */
  put(uri: string, changes: object): Promise<void>
  /** How far the platform's clock is ahead of ours, by the `Date` of its last good answer. */
  clockAheadMs(): number | undefined
}

type PathForm = { prefix: string; suffix: string }

/**
 * The documentation has the Compatibility API under `/api/laml`, the vendor's package under `/`, and each with and without `.json`.
 * The first form that is not answered with 404 is used.
 */
const PATH_FORMS: PathForm[] = [
  { prefix: '/api/laml/2010-04-01', suffix: '.json' },
  { prefix: '/2010-04-01', suffix: '.json' },
  { prefix: '/api/laml/2010-04-01', suffix: '' },
  { prefix: '/2010-04-01', suffix: '' },
]

/** Opens the API of one project, and finds out under which paths its space serves it. */
export function openPlatformApi(options: PlatformApiOptions): PlatformApi {
  const clock: { aheadMs?: number } = {}
  const send = createSender(options, clock)
  const uriOf = ({ prefix, suffix }: PathForm, path: string) =>
    `${prefix}/Accounts/${encodeURIComponent(options.projectId)}${path}${suffix}`
  const read: PlatformApi['read'] = async (uri, shape, params) =>
    readAs(shape, await send({ method: 'GET', uri, ...(params && { params }) }))
  let form: Promise<PathForm> | undefined
  /** The first request finds the form of the paths; the others wait for it. */
  const findForm = () => {
    form ??= findPathForm((one) => send({ method: 'GET', uri: uriOf(one, '') }))
    return form
  }
  return {
    read,
    get: async (path, shape, params) => read(uriOf(await findForm(), path), shape, params),
    put: async (uri, json) => {
      await send({ method: 'PUT', uri, json })
    },
    clockAheadMs: () => clock.aheadMs,
  }
}

type ApiRequest = Pick<PlatformRequest, 'method' | 'uri' | 'params' | 'json'>

function createSender(options: PlatformApiOptions, clock: { aheadMs?: number }) {
  const { projectId, apiToken, baseUrl, httpClient } = options
  return async (request: ApiRequest): Promise<PlatformResponse> => {
    const type = request.json && { 'content-type': 'application/json' }
    const answer = await httpClient.request({
      ...request,
      uri: new URL(request.uri, baseUrl).href,
      username: projectId,
      password: apiToken,
      headers: { accept: 'application/json', ...type },
    })
    const { date } = answer.headers
    if (date) clock.aheadMs = Date.parse(date) - Date.now()
    return answer
  }
}

async function findPathForm(probe: (form: PathForm) => Promise<PlatformResponse>): Promise<PathForm> {
  let missing: unknown
  for (const form of PATH_FORMS) {
    try {
      await probe(form)
      return form
    } catch (error) {
      if (!(error instanceof PlatformError) || error.status === undefined) throw error
      // A refusal shows that the path exists; the request itself will say why it is refused.
      if (error.status !== 404) return form
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
