import http from 'node:http'
import { sign } from '../../src/signalwire/signature.ts'
import type { LoadPlan } from './plan.ts'

export type Answer = { status: number; body: string; ms: number }

const keeping = new http.Agent({ keepAlive: true })

/** Sends a signed webhook to one of the servers, whatever the host in its URL. */
export function post(
  plan: LoadPlan,
  server: string,
  url: string,
  fields: Record<string, string>,
): Promise<Answer> {
  const body = new URLSearchParams(fields).toString()
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'x-signalwire-signature': sign(plan.signingKey, url, fields),
  }
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const target = server + url.slice(plan.publicUrl.length)
    const request = http.request(
      target,
      { method: 'POST', agent: plan.keepsConnections ? keeping : false, headers },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: text, ms: performance.now() - started })
        })
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}
