import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { text } from 'node:stream/consumers'
import { codeOf } from '../errors/error-code.ts'
import { parseJson } from '../json.ts'
import { PlatformError, toPlatformError } from './platform-error.ts'

/** The caller is waiting, and the platform gives the whole webhook 5 s. */
export const REQUEST_LIMIT_MS = 2_000
/** Shorter than servers keep idle connections (Node: 5 s), so that none is reused while it closes. */
const IDLE_LIMIT_MS = 3_000
/** While the platform hangs, requests pile up; this bounds the open sockets. */
const MOST_SOCKETS = 64

/** The part of the vendor's `httpClient` interface that we use, and `json` for requests of our own. */
export interface PlatformRequest {
  method: string
  uri: string
  username?: string
  password?: string
  headers?: Record<string, string>
  params?: object
  /** Sent as a form. */
  data?: object
  json?: object
}

export interface PlatformResponse {
  statusCode: number
  body: unknown
  headers: http.IncomingHttpHeaders
}

export interface HttpClient {
  request(request: PlatformRequest): Promise<PlatformResponse>
  close(): void
}

/**
 * The vendor's own client waits 30 s, follows HTTP_PROXY, rewrites some host names, loses the status of an answer that
 * is not JSON, and puts the credentials into its errors. This one always sends to the host of `baseUrl`, waits `limitMs`
 * for the whole answer, and throws only PlatformErrors.
 */
export function createHttpClient(
  baseUrl: string,
  options: https.AgentOptions = {},
  limitMs = REQUEST_LIMIT_MS,
): HttpClient {
  const origin = new URL(baseUrl)
  const library = origin.protocol === 'https:' ? https : http
  const agent = new library.Agent({
    keepAlive: true,
    timeout: IDLE_LIMIT_MS,
    maxSockets: MOST_SOCKETS,
    ...options,
  })
  return {
    request: async (request) => {
      const answer = await exchange(library.request, agent, origin, request, limitMs).catch(withoutSecrets)
      return readAnswer(answer.response, answer.body)
    },
    close: () => agent.destroy(),
  }
}

async function exchange(
  send: typeof http.request,
  agent: http.Agent,
  origin: URL,
  { method, uri, username, password, headers, params, data, json }: PlatformRequest,
  limitMs: number,
): Promise<{ response: http.IncomingMessage; body: string }> {
  const url = new URL(uri)
  url.protocol = origin.protocol
  url.host = origin.host
  if (!origin.port) url.port = ''
  if (params) url.search = encodeForm(params)
  const signal = AbortSignal.timeout(limitMs)
  const auth = username ? { auth: `${username}:${password}` } : {}
  const request = send(url, { method: method.toUpperCase(), agent, signal, headers: headers ?? {}, ...auth })
  // Once the answer has begun, its stream reports the error; without a listener here it would crash the process.
  request.on('error', () => {})
  request.end(json ? JSON.stringify(json) : data && encodeForm(data))
  const [response]: http.IncomingMessage[] = await once(request, 'response')
  if (!response) throw new Error('no response')
  return { response, body: await text(response) }
}

function encodeForm(fields: object): string {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value))
  return form.toString()
}

/** Keeps only the code of Node's error, such as ECONNREFUSED: the rest may contain the request. */
function withoutSecrets(error: Error): never {
  const reason = error.name === 'AbortError' ? 'time-out' : codeOf(error) || error.name
  throw new PlatformError(`no answer: ${reason}`, { network: reason })
}

function readAnswer(response: http.IncomingMessage, raw: string): PlatformResponse {
  const status = response.statusCode ?? 0
  const body = parseJson(raw)
  if (status < 200 || status > 299) throw toPlatformError(status, body, response.headers['retry-after'])
  if (body === undefined) throw new PlatformError(`HTTP ${status} without readable JSON`, { status })
  return { statusCode: status, body, headers: response.headers }
}
