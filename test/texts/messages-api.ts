import { randomUUID } from 'node:crypto'
import type http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { selfSigned } from '../self-signed.ts'

/** A text that the platform took. */
export type Arrival = {
  sid: string
  to: string
  from: string
  body: string
  statusCallback: string
  at: number
}

/** What happens to the next request of one method, in the order given; then all is well again. */
export type Fault = {
  method?: 'GET' | 'POST'
  /** Whether the text is taken all the same. */
  taken?: boolean
  answer: { status: number; body?: string; headers?: Record<string, string> } | 'drop' | 'hang' | 'well'
  /** What happens elsewhere before the answer. */
  meanwhile?: () => Promise<void>
}

/** The platform's Messages API on loopback, over TLS, with faults. */
export interface MessagesApi {
  host: string
  cert: string
  arrivals: Arrival[]
  requests: { method: string; url: string; headers: http.IncomingHttpHeaders; at: number }[]
  faults: Fault[]
  close(): Promise<void>
}

/** Starts the API; each text that arrives is listed, as the platform does. */
export async function startMessagesApi(): Promise<MessagesApi> {
  const { key, cert } = selfSigned()
  const api: Omit<MessagesApi, 'host' | 'close'> = { cert, arrivals: [], requests: [], faults: [] }
  const server = https.createServer({ key, cert }, async (request, response) => {
    const method = request.method ?? ''
    api.requests.push({ method, url: request.url ?? '', headers: request.headers, at: Date.now() })
    const form = new URLSearchParams(await text(request))
    const index = api.faults.findIndex((each) => (each.method ?? 'POST') === method)
    const [fault] = index < 0 ? [] : api.faults.splice(index, 1)
    const taken = method === 'POST' && (!fault || fault.taken) ? take(api.arrivals, form) : undefined
    await fault?.meanwhile?.()
    if (fault && fault.answer !== 'well') return fail(response, fault.answer)
    const answer = method === 'POST' ? taken : listOf(api.arrivals, request.url ?? '')
    response.writeHead(method === 'POST' ? 201 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server listening on TCP has an address of this kind.
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return Object.assign(api, { host: `localhost:${port}`, close })
}

function take(arrivals: Arrival[], form: URLSearchParams): object {
  const field = (name: string) => form.get(name) ?? ''
  const arrival = {
    sid: randomUUID(),
    to: field('To'),
    from: field('From'),
    body: field('Body'),
    statusCallback: field('StatusCallback'),
    at: Date.now(),
  }
  arrivals.push(arrival)
  return show(arrival)
}

function listOf(arrivals: Arrival[], url: string): object {
  const { searchParams } = new URL(url, 'https://localhost')
  const messages = arrivals.filter(({ to }) => to === searchParams.get('To')).map(show)
  return { uri: url, next_page_uri: null, page: 0, page_size: 50, messages: messages.reverse() }
}

function show({ sid, to, from, body, at }: Arrival): object {
  const date_created = new Date(at).toUTCString().replace('GMT', '+0000')
  return { sid, to, from, body, status: 'queued', date_created, date_updated: date_created, date_sent: null }
}

function fail(response: http.ServerResponse, answer: Exclude<Fault['answer'], 'well'>): void {
  if (answer === 'drop') response.destroy()
  else if (answer !== 'hang') response.writeHead(answer.status, answer.headers).end(answer.body)
}
