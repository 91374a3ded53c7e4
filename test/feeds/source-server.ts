import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A web server that answers as the test says. */
export async function startSource(answer: Answer) {
  const current = { answer }
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    current.answer(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/rows`,
    requests,
    answerWith(next: Answer) {
      current.answer = next
    },
  }
}

export function send(body: string, headers: Record<string, string> = {}, status = 200): Answer {
  return (_, response) =>
    void response.writeHead(status, { 'content-type': 'text/csv', ...headers }).end(body)
}
