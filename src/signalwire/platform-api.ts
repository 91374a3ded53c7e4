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

/** Requests to a project's REST API, with answers of a known shape. Each rejects with a PlatformError. */
export interface PlatformApi {
  /** What is at a path of the project, such as `/Messages`. */
  get<Shape extends z.ZodType>(path: string, shape: Shape, params?: object): Promise<z.output<Shape>>
  /** What is at a URI, which the platform gave or which belongs to its newer API. */
  read<Shape extends z.ZodType>(uri: string, shape: Shape, params?: object): Promise<z.output<Shape>>
  post(path: string, form: object): Promise<void>
  /** How far the platform's clock was ahead of ours in its last good answer, if that told the time. */
  clockAheadMs(): number | undefined
}

type Place = { prefix: string; suffix: string }

/**
 * The documentation has the API under `/api/laml`, the vendor's package under `/`, and both with and without `.json`.
 * The first that is not answered with 404 is kept.
 */
const PLACES: Place[] = [
  { prefix: '/api/laml/2010-04-01', suffix: '.json' },
  { prefix: '/2010-04-01', suffix: '.json' },
  { prefix: '/api/laml/2010-04-01', suffix: '' },
  { prefix: '/2010-04-01', suffix: '' },
]

/** The API of one project, wherever its space has it. */
export function openPlatformApi(options: PlatformApiOptions): PlatformApi {
  const clock: { aheadMs?: number } = {}
  const send = sender(options, clock)
  const uriOf = ({ prefix, suffix }: Place, path: string) =>
    `${prefix}/Accounts/${encodeURIComponent(options.projectId)}${path}${suffix}`
  const read: PlatformApi['read'] = async (uri, shape, params) =>
    readAs(shape, await send({ method: 'GET', uri, ...(params && { params }) }))
  let place: Promise<Place> | undefined
  /** The first request finds the place; those that come meanwhile wait for it. */
  const findPlace = () => {
    place ??= tryPlaces((one) =>
      send({ method: 'GET', uri: uriOf(one, '/IncomingPhoneNumbers'), params: { PageSize: 1 } }),
    )
    return place
  }
  return {
    read,
    get: async (path, shape, params) => read(uriOf(await findPlace(), path), shape, params),
    post: async (path, data) => {
      await send({ method: 'POST', uri: uriOf(await findPlace(), path), data })
    },
    clockAheadMs: () => clock.aheadMs,
  }
}

type Unsigned = Pick<PlatformRequest, 'method' | 'uri' | 'params' | 'data'>

function sender(options: PlatformApiOptions, clock: { aheadMs?: number }) {
  const { projectId, apiToken, baseUrl, httpClient } = options
  return async (request: Unsigned): Promise<PlatformResponse> => {
    const form = request.data && { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await httpClient.request({
      ...request,
      uri: new URL(request.uri, baseUrl).href,
      username: projectId,
      password: apiToken,
      headers: { accept: 'application/json', ...form },
    })
    const { date } = answer.headers
    if (date) clock.aheadMs = Date.parse(date) - Date.now()
    return answer
  }
}

async function tryPlaces(probe: (place: Place) => Promise<PlatformResponse>): Promise<Place> {
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
