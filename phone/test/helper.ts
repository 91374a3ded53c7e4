import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Caller } from '../src/engine/answer.ts'
import { silence } from '../src/engine/answer.ts'
import { type Call, type CallOptions, placeCall } from '../src/engine/call.ts'
import type { Reply, Send } from '../src/engine/send.ts'

export const documentOf = (verbs: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`

/** A reply with these verbs. */
export function xml(verbs: string, more: Partial<Reply> = {}): Reply {
  return { status: 200, headers: { 'content-type': 'text/xml' }, body: documentOf(verbs), ...more }
}

export type Received = {
  method: string
  path: string
  form: Record<string, string>
  headers: Record<string, string>
}

/** A line whose pages are given by path; what it was asked is kept. */
export function pages(replies: Record<string, Reply | string | ((received: Received) => Reply | string)>) {
  const received: Received[] = []
  const send: Send = async ({ method, url, headers, body }) => {
    const { pathname, search } = new URL(url)
    const form = Object.fromEntries(new URLSearchParams(body ?? search))
    const request = { method, path: pathname + search, form, headers }
    received.push(request)
    const page = replies[pathname + search] ?? replies[pathname] ?? { status: 404, headers: {}, body: '' }
    const reply = typeof page === 'function' ? page(request) : page
    return typeof reply === 'string' ? xml(reply) : reply
  }
  return { send, received }
}

/** A call to such a line. */
export async function callPages(
  replies: Parameters<typeof pages>[0],
  answer: Caller = () => silence,
  more: Partial<CallOptions> = {},
): Promise<Call & { received: Received[] }> {
  const { send, received } = pages(replies)
  const call = await placeCall({
    url: 'https://line.example/voice',
    from: '+12025550123',
    to: '+12025550100',
    send,
    answer,
    ...more,
  })
  return { ...call, received }
}

/** A real HTTP server on a free port, closed when the test ends; its origin. */
export async function listen(handler: RequestListener): Promise<string> {
  const server = createServer(handler)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // listening on a port gives an address object
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
