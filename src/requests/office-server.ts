import { once } from 'node:events'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { connect, isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { explainOffice } from './explain-office.ts'
import { allowedLookup, checkAddress, type OfficeServer } from './office-address.ts'

/** Of a try in all, from resolving the name on. */
const LIMIT_MS = 10_000

/** Undefined when the server has taken it, otherwise why not. */
export type Refusal = string | undefined

/** POSTs a body. Redirects are not followed, and the answer's body is not read. */
export async function postToOffice(
  server: OfficeServer,
  body: string,
  headers: Record<string, string>,
  limitMs = LIMIT_MS,
): Promise<Refusal> {
  try {
    return judge(await send(server, body, headers, AbortSignal.timeout(limitMs)))
  } catch (error) {
    return explainOffice(error)
  }
}

/** Connects, and sends nothing. */
export async function reachOffice(server: OfficeServer, limitMs = LIMIT_MS): Promise<Refusal> {
  try {
    checkAddress(server)
    await open(server, AbortSignal.timeout(limitMs))
    return undefined
  } catch (error) {
    return explainOffice(error)
  }
}

async function send(
  server: OfficeServer,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<number> {
  checkAddress(server)
  const request = server.url.startsWith('https:') ? requestHttps : requestHttp
  // A connection of its own: a kept one may have been closed by the other side.
  const options = { method: 'POST', agent: false, lookup: allowedLookup(server), headers, signal } as const
  const sent = request(server.url, options)
  // What happens to a connection that is of no more use changes nothing.
  const response = new Promise<number>((resolve, reject) => {
    sent.on('error', reject)
    sent.on('response', (answer: IncomingMessage) => {
      resolve(answer.statusCode ?? 0)
      sent.destroy()
    })
  })
  sent.end(body)
  return response.catch((error: unknown) => {
    throw signal.aborted ? signal.reason : error
  })
}

function judge(status: number): Refusal {
  if (status >= 200 && status <= 299) return undefined
  if (status >= 300 && status <= 399)
    return `redirects (HTTP ${status}): REQUESTS_URL must be the final address`
  return `HTTP ${status}`
}

async function open(server: OfficeServer, signal: AbortSignal): Promise<void> {
  const { hostname, port, protocol } = new URL(server.url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const isTls = protocol === 'https:'
  const address = { host, port: Number(port || (isTls ? 443 : 80)), lookup: allowedLookup(server) }
  const socket = isTls ? connectTls({ ...address, servername: isIP(host) ? '' : host }) : connect(address)
  try {
    await once(socket, isTls ? 'secureConnect' : 'connect', { signal })
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    socket.on('error', () => {}).destroy()
  }
}
