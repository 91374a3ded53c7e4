import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { onTestFinished } from 'vitest'
import { selfSigned } from '../self-signed.ts'

export const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

/** What happens to the next request, in the order given; then all is well again. */
export type Fault = number | 'hang' | 'redirect' | 'garbage' | 'reset' | 'endless' | (() => Promise<void>)

/** What arrived with a signature that is right. */
export type Event = { id: string; body: { type: string; timestamp: string; data: Record<string, unknown> } }

/** An office's server that checks the signatures of what it gets, with faults. */
export async function startOffice(scheme: 'http' | 'https' = 'http') {
  const { key, cert } = selfSigned()
  const faults: Fault[] = []
  const tries: string[] = []
  const events: Event[] = []
  const busy = { now: 0, most: 0 }
  const handle = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    busy.now += 1
    busy.most = Math.max(busy.most, busy.now)
    const id = String(request.headers['webhook-id'])
    tries.push(id)
    const raw = await text(request)
    const fault = faults.shift()
    if (typeof fault === 'function') await fault()
    busy.now -= 1
    if (fault !== undefined && typeof fault !== 'function') return fail(response, fault)
    // The clock of the tests is elsewhere, so `verify` would find it too old.
    const sentAt = new Date(Number(request.headers['webhook-timestamp']) * 1000)
    const isSigned = request.headers['webhook-signature'] === new Webhook(secret).sign(id, sentAt, raw)
    if (isSigned) events.push({ id, body: JSON.parse(raw) })
    response.writeHead(204).end()
  }
  const server = scheme === 'https' ? https.createServer({ key, cert }, handle) : http.createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  // A server listening on TCP has an address of this kind.
  const { port } = server.address() as AddressInfo
  return { url: `${scheme}://localhost:${port}/requests`, cert, faults, tries, events, busy }
}

function fail(response: http.ServerResponse, fault: Exclude<Fault, () => Promise<void>>) {
  if (fault === 'hang') return
  if (fault === 'reset') return void response.socket?.resetAndDestroy()
  if (fault === 'garbage') return void response.socket?.end('good afternoon\r\n\r\n')
  if (fault === 'redirect') return void response.writeHead(302, { location: '/elsewhere' }).end()
  if (fault === 'endless') return void response.writeHead(200).write('x'.repeat(1_000_000))
  response.writeHead(fault).end('no')
}
