import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { selfSigned } from '../self-signed.ts'

/** What a tunnel leads to: a server of ours, or something else that answers. */
export type Behind = { origin: string } | http.RequestListener

/** A tunnel over TLS on loopback, like ngrok's. */
export async function startTunnel(behind: Behind) {
  const { key, cert } = selfSigned('tunnel')
  const listener = typeof behind === 'function' ? behind : forwardTo(behind.origin)
  const server = https.createServer({ key, cert }, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // A server listening on TCP has an address of this kind.
  return { url: `https://localhost:${(server.address() as AddressInfo).port}`, cert }
}

function forwardTo(origin: string): http.RequestListener {
  return (request, response) => {
    const headers = { ...request.headers, 'x-forwarded-for': '203.0.113.7' }
    const onward = http.request(
      origin + request.url,
      { method: request.method ?? 'GET', headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers)
        answer.pipe(response)
      },
    )
    onward.on('error', () => response.writeHead(502).end('<html>Bad Gateway</html>'))
    request.pipe(onward)
  }
}
