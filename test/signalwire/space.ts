import { randomUUID } from 'node:crypto'
import type http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { selfSigned } from '../self-signed.ts'

export const project = 'b3877c40-da60-4998-90ad-b792e98472af'
export const token = 'PT0123456789abcdef0123456789abcdef'

type Number = Record<string, unknown> & { sid: string; phone_number: string }

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
  refusesChanges?: { status: number } | 'drop'
  /** Paths that the token may not use. */
  forbids?: RegExp
  /** By number; without it there is no newer API. */
  handlers?: Record<string, { call_handler: string; call_receive_mode?: string }>
  clockAheadMs?: number
  account?: { type: string; status: string }
  texts?: { from: string; status: string; error_code: string | null }[]
  /** What the platform makes of a change; by default it stores it. */
  store?: (form: Record<string, string>) => Record<string, string>
  pageSize?: number
}

/** A SignalWire space of our own, over TLS on loopback: the REST API as it is documented, for numbers. */
export async function startSpace(numbers: Number[] = [], manner: Manner = {}) {
  const { key, cert } = selfSigned('space')
  const requests: { method: string; path: string; form: Record<string, string> }[] = []
  const server = https.createServer({ key, cert }, async (request, response) => {
    const url = new URL(request.url ?? '', 'https://localhost')
    const form = Object.fromEntries(new URLSearchParams(await text(request)))
    const method = request.method ?? ''
    requests.push({ method, path: url.pathname, form })
    response.setHeader('date', new Date(Date.now() + (manner.clockAheadMs ?? 0)).toUTCString())
    const fault = manner.always ?? (method === 'POST' ? manner.refusesChanges : undefined)
    if (fault) return answerAlways(response, fault)
    const { status, body } = answer(
      { numbers, manner },
      { method, url, form, auth: request.headers.authorization },
    )
    const isMute =
      manner.isMuteAfterwards && method === 'GET' && requests.some((one) => one.method === 'POST')
    if (isMute) return answerAlways(response, { status: 404 })
    if (manner.isTerse && method === 'POST') return response.writeHead(204).end()
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
    writes: () => requests.filter(({ method }) => method === 'POST'),
  }
}

/** A number that does nothing yet, or what the changes say. */
export function number(phone: string, changes: Record<string, unknown> = {}): Number {
  return {
    ...{ sid: randomUUID(), account_sid: project, phone_number: phone, friendly_name: phone },
    ...{ voice_url: null, voice_method: 'POST', voice_fallback_url: null, voice_fallback_method: 'POST' },
    ...{ status_callback: null, status_callback_method: 'POST', voice_application_sid: null },
    ...{ sms_url: 'https://other.example/sms', sms_method: 'POST' },
    capabilities: { voice: true, sms: true, mms: true, fax: true },
    date_created: 'Tue, 25 Sep 2018 23:00:00 +0000',
    ...changes,
  }
}

/** A number that is set as this line wants it. */
export function connected(phone: string, publicUrl: string, changes: Record<string, unknown> = {}): Number {
  const urls = {
    voice_url: `${publicUrl}/voice`,
    voice_fallback_url: `${publicUrl}/fallback`,
    status_callback: `${publicUrl}/call-status`,
  }
  return number(phone, { ...urls, ...changes })
}

type Asked = { method: string; url: URL; form: Record<string, string>; auth: string | undefined }
type Answer = { status: number; body: unknown }

const refusal = (status: number, code: number): Answer => ({ status, body: { code, message: 'no', status } })

function answer(space: { numbers: Number[]; manner: Manner }, asked: Asked): Answer {
  const { manner } = space
  const expected = `Basic ${Buffer.from(`${project}:${token}`).toString('base64')}`
  if (asked.auth !== expected || manner.forbids?.test(asked.url.pathname)) return refusal(401, 20003)
  if (asked.url.pathname === '/api/relay/rest/phone_numbers') return answerHandlers(space)
  const { prefix = '/api/laml/2010-04-01', suffix = '.json' } = manner
  const start = `${prefix}/Accounts/${project}`
  const path = asked.url.pathname
  if (!path.startsWith(start) || !path.endsWith(suffix) || (suffix === '' && path.endsWith('.json'))) {
    return refusal(404, 20404)
  }
  return answerResource(space, asked, path.slice(start.length, path.length - suffix.length))
}

function answerResource(
  space: { numbers: Number[]; manner: Manner },
  asked: Asked,
  resource: string,
): Answer {
  const { numbers, manner } = space
  if (resource === '')
    return { status: 200, body: { sid: project, type: 'Full', status: 'active', ...manner.account } }
  if (resource === '/Messages')
    return { status: 200, body: { messages: manner.texts ?? [], next_page_uri: null } }
  if (resource === '/IncomingPhoneNumbers') return { status: 200, body: page(numbers, asked.url, manner) }
  const one = numbers.find(({ sid }) => resource === `/IncomingPhoneNumbers/${sid}`)
  if (!one) return refusal(404, 20404)
  if (asked.method === 'POST') change(one, (manner.store ?? ((form) => form))(asked.form))
  return { status: 200, body: one }
}

function page(numbers: Number[], url: URL, { pageSize = 50 }: Manner) {
  const at = Number(url.searchParams.get('Page') ?? 0)
  const more = numbers.length > (at + 1) * pageSize
  const next_page_uri = more ? `${url.pathname}?Page=${at + 1}` : null
  return { incoming_phone_numbers: numbers.slice(at * pageSize, (at + 1) * pageSize), next_page_uri }
}

function answerHandlers({ numbers, manner }: { numbers: Number[]; manner: Manner }): Answer {
  const { handlers } = manner
  if (!handlers) return refusal(404, 20404)
  const data = numbers.map(({ sid, phone_number }) => ({
    id: sid,
    number: phone_number,
    ...handlers[phone_number],
  }))
  return { status: 200, body: { links: {}, data } }
}

/** `VoiceUrl` is kept as `voice_url`. */
function change(one: Number, form: Record<string, string>): void {
  for (const [name, value] of Object.entries(form)) {
    one[name.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()] = value || null
  }
}

function answerAlways(response: http.ServerResponse, always: NonNullable<Manner['always']>): void {
  if (always === 'drop') response.destroy()
  if (typeof always === 'string') return
  const headers = { 'content-type': always.type ?? 'application/json', location: always.location ?? '' }
  response.writeHead(always.status, headers).end(always.body)
}
