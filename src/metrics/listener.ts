import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { codeOf } from '../errors/error-code.ts'

export type Page = { type: string; render(): Promise<string> }

/** Serves `GET /metrics` and nothing else, on a port that the platform does not call. */
export async function serveMetrics(page: Page, host: string, port: number) {
  const server = createServer((request, response) => {
    answer(page, request, response).catch(() => response.writeHead(500).end())
  })
  server.listen(port, host)
  await once(server, 'listening').catch((error: unknown) => {
    const where = `${host}:${port} (${codeOf(error)})`
    throw new Error(
      `Metrics cannot be served at ${where}: set METRICS_HOST and METRICS_PORT to a free address of this machine.`,
    )
  })
  return { url: urlOf(server, host), close: () => close(server) }
}

async function answer(page: Page, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path] = (request.url ?? '').split('?')
  if (path !== '/metrics' || request.method !== 'GET') {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Metrics are at GET /metrics.\n')
    return
  }
  const body = await page.render()
  response.writeHead(200, { 'content-type': page.type }).end(body)
}

function urlOf(server: Server, host: string): string {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}/metrics`
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
