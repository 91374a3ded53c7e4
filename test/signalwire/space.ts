import { randomUUID } from 'node:crypto'
import type http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { selfSigned } from '../self-signed.ts'

export const project = 'b3877c40-da60-4998-90ad-b792e98472af'
export const token = 'PT0123456789abcdef0123456789abcdef'

type Number = Record<string, unknown> & { id: string; number: string }
type Fields = Record<string, unknown>

/** How a space answers, beyond what its numbers say. */
export type Manner = {
  /** Where the API is; other paths are 404. */
  prefix?: '/api/laml/2010-04-01' | '/2010-04-01'
  suffix?: '.json' | ''
  /** Answers every request so instead. */
  always?: { status: number; body?: string; type?: string; location?: string } | 'hang' | 'drop'
  /** Makes a change, and answers it with nothing. */
  isTerse?: boolean
  /** Answers nothing but the changes, once there has been one. */
  isMuteAfterwards?: boolean
  /** Answers a change so, and makes none. */
  refusesChanges?: { status: number; body?: string } | 'drop'
  /** Paths that the token may not use. */
  forbids?: RegExp
  clockAheadMs?: number
  account?: { type: string; status: string }
  texts?: { from: string; status: string; error_code: string | null }[]
  /** What the platform makes of a change; by default it stores it. */
  store?: (changes: Fields) => Fields
  pageSize?: number
}

/** A SignalWire space of our own, over TLS on loopback: the REST API as it is documented, for numbers. */
export async function startSpace(numbers: Number[] = [], manner: Manner = {}) {
  const { key, cert } = selfSigned('space')
  const requests: { method: string; path: string; changes: Fields }[] = []
  const server = https.createServer({ key, cert }, async (request, response) => {
    const url = new URL(request.url ?? '', 'https://localhost')
    const changes = readChanges(request.headers['content-type'], await text(request))
    const method = request.method ?? ''
    requests.push({ method, path: url.pathname, changes })
    response.setHeader('date', new Date(Date.now() + (manner.clockAheadMs ?? 0)).toUTCString())
    const fault = manner.always ?? (method === 'PUT' ? manner.refusesChanges : undefined)
    if (fault) return answerAlways(response, fault)
    const { status, body } = answer(
      { numbers, manner },
      { method, url, changes, auth: request.headers.authorization },
    )
    const isMute = manner.isMuteAfterwards && method === 'GET' && requests.some((one) => one.method === 'PUT')
    if (isMute) return answerAlways(response, { status: 404 })
    if (manner.isTerse && method === 'PUT') return response.writeHead(204).end()
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // A server listening on TCP has an address of this kind.
  const host = `localhost:${(server.address() as AddressInfo).port}`
  return {
    host,
    cert,
    key,
    numbers,
    manner,
    requests,
    writes: () => requests.filter(({ method }) => method !== 'GET'),
  }
}

/** A number that does nothing yet, or what the changes say. */
export function number(phone: string, changes: Fields = {}): Number {
  return {
    ...{ id: randomUUID(), number: phone, name: phone, number_type: 'longcode' },
    ...{ capabilities: ['voice', 'sms', 'mms', 'fax'], call_receive_mode: 'voice' },
    ...Object.fromEntries(CALL_FIELDS.map((name) => [name, null])),
    ...{ calling_handler_resource_id: null },
    ...{ message_handler: 'laml_webhooks', message_request_url: 'https://other.example/sms' },
    created_at: '2018-09-25T23:00:00Z',
    ...changes,
  }
}

/** A number that is set as this line wants it. */
export function connected(phone: string, publicUrl: string, changes: Fields = {}): Number {
  const urls = {
    call_handler: 'laml_webhooks',
    call_request_url: `${publicUrl}/voice`,
    call_fallback_url: `${publicUrl}/fallback`,
    call_status_callback_url: `${publicUrl}/call-status`,
    message_request_url: `${publicUrl}/sms`,
    message_fallback_url: `${publicUrl}/sms`,
  }
  return number(phone, { ...urls, ...changes })
}

type Asked = { method: string; url: URL; changes: Fields; auth: string | undefined }
type Answer = { status: number; body: unknown }

const refusal = (status: number, code: number): Answer => ({ status, body: { code, message: 'no', status } })

function answer(space: { numbers: Number[]; manner: Manner }, asked: Asked): Answer {
  const { manner } = space
  const expected = `Basic ${Buffer.from(`${project}:${token}`).toString('base64')}`
  if (asked.auth !== expected || manner.forbids?.test(asked.url.pathname)) return refusal(401, 20003)
  if (asked.url.pathname.startsWith(NUMBERS)) return answerNumbers(space, asked)
  const { prefix = '/api/laml/2010-04-01', suffix = '.json' } = manner
  const start = `${prefix}/Accounts/${project}`
  const path = asked.url.pathname
  if (!path.startsWith(start) || !path.endsWith(suffix) || (suffix === '' && path.endsWith('.json'))) {
    return refusal(404, 20404)
  }
  const resource = path.slice(start.length, path.length - suffix.length)
  if (resource === '')
    return { status: 200, body: { sid: project, type: 'Full', status: 'active', ...manner.account } }
  if (resource === '/Messages')
    return { status: 200, body: { messages: manner.texts ?? [], next_page_uri: null } }
  return refusal(404, 20404)
}

const NUMBERS = '/api/relay/rest/phone_numbers'

function answerNumbers(space: { numbers: Number[]; manner: Manner }, asked: Asked): Answer {
  const { numbers, manner } = space
  const { method, url, changes } = asked
  if (url.pathname === NUMBERS) return { status: 200, body: page(numbers, url, manner) }
  const one = numbers.find(({ id }) => url.pathname === `${NUMBERS}/${id}`)
  if (!one) return { status: 404, body: { error: 'Not Found' } }
  const faults = method === 'PUT' ? faultsOf(changes, one) : []
  if (faults.length > 0) return { status: 422, body: { errors: faults } }
  if (method === 'PUT') change(one, (manner.store ?? ((given) => given))(changes))
  return { status: 200, body: one }
}

function change(one: Number, changes: Fields): void {
  for (const [name, value] of Object.entries(changes)) one[name] = value || null
}

function page(numbers: Number[], url: URL, { pageSize = 50 }: Manner) {
  const at = Number(url.searchParams.get('page_number') ?? 0)
  const more = numbers.length > (at + 1) * pageSize
  const next = more ? { next: `https://localhost${NUMBERS}?page_number=${at + 1}` } : {}
  return { data: numbers.slice(at * pageSize, (at + 1) * pageSize), links: { self: NUMBERS, ...next } }
}

/** A body of another type is not read: it changes nothing that the contract knows. */
function readChanges(type: string | undefined, body: string): Fields {
  if (body === '') return {}
  return type?.startsWith('application/json') ? JSON.parse(body) : { body }
}

const URLS =
  /^message_(request|fallback)_url$|^call_(request|fallback|status_callback|relay_script|relay_topic_status_callback|relay_context_status_callback)_url$/
const METHODS = /^message_(request|fallback)_method$|^call_(request|fallback|status_callback)_method$/
/** Each handler that a change may name, and what it needs. */
const HANDLERS: Record<string, string> = {
  laml_webhooks: 'call_request_url',
  laml_application: 'call_laml_application_id',
  relay_script: 'call_relay_script_url',
  relay_topic: 'call_relay_topic',
  relay_application: 'call_relay_application',
  relay_context: 'call_relay_context',
  relay_connector: 'call_relay_connector_id',
  relay_sip_endpoint: 'call_sip_endpoint_id',
  relay_verto_endpoint: 'call_verto_resource',
  dialogflow: 'call_dialogflow_agent_id',
  video_room: 'call_video_room_id',
}
const CALL_FIELDS = [
  ...['message_handler', 'message_request_url', 'message_request_method', 'message_fallback_url'],
  ...['message_fallback_method', 'message_laml_application_id', 'message_relay_context'],
  ...['call_handler', 'call_request_method', 'call_fallback_url', 'call_fallback_method'],
  ...['call_status_callback_url', 'call_status_callback_method', 'call_relay_topic_status_callback_url'],
  ...['call_relay_context_status_callback_url', ...Object.values(HANDLERS)],
]

/** What the contract of `PUT /api/relay/rest/phone_numbers/{id}` refuses. A URL may be blank; nothing may be null. */
function faultsOf(changes: Fields, now: Fields): object[] {
  const isGood = (name: string, value: unknown) => {
    if (typeof value !== 'string' || !CALL_FIELDS.includes(name)) return false
    const needed = HANDLERS[value] ?? ''
    if (name === 'call_handler') return Boolean(changes[needed] ?? now[needed])
    if (name === 'message_handler')
      return ['laml_webhooks', 'laml_application', 'relay_context'].includes(value)
    if (METHODS.test(name)) return value === 'GET' || value === 'POST'
    if (URLS.test(name)) return value === '' || URL.canParse(value)
    return value !== ''
  }
  return Object.entries(changes)
    .filter(([name, value]) => !isGood(name, value))
    .map(([name]) => ({
      detail: `${name} is not valid`,
      status: '422',
      title: 'Invalid Attribute',
      code: '422',
    }))
}

function answerAlways(response: http.ServerResponse, always: NonNullable<Manner['always']>): void {
  if (always === 'drop') response.destroy()
  if (typeof always === 'string') return
  const headers = { 'content-type': always.type ?? 'application/json', location: always.location ?? '' }
  response.writeHead(always.status, headers).end(always.body)
}
