import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { startSource } from './source-server.ts'

export type FhirData = { patients: unknown[]; appointments: unknown[] }

/** A FHIR server with pages of one resource, whose token endpoint keeps what it was sent. */
export async function startFhir({ patients, appointments }: FhirData) {
  const granted: URLSearchParams[] = []
  const changed = { total: 0 }
  const failing: { page?: unknown; status: number } = { status: 500 }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '', 'http://fhir')
    const reply = (body: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body))
    if (url.pathname === '/token') {
      granted.push(new URLSearchParams(await text(request)))
      return reply({ access_token: 'token-1', token_type: 'bearer', expires_in: 300 })
    }
    if (request.headers.authorization !== 'Bearer token-1')
      return reply({ resourceType: 'OperationOutcome' }, 401)
    const empty = { resourceType: 'Bundle', type: 'searchset' }
    if (url.searchParams.has('_lastUpdated')) return reply({ ...empty, total: changed.total })
    const all = url.pathname === '/r4/Patient' ? patients : appointments
    const page = Number(url.searchParams.get('page') ?? 0)
    if (page === 1 && failing.page) return reply(failing.page, failing.status)
    const next = `${url.pathname}?page=${page + 1}`
    const outcome = { resource: { resourceType: 'OperationOutcome', id: 'warning' } }
    const link = page + 1 < all.length ? [{ relation: 'next', url: next }] : []
    return reply({ ...empty, link, entry: [outcome, { fullUrl: 'urn:x', resource: all[page] }] })
  }
  const source = await startSource((request, response) => void answer(request, response))
  return { ...source, base: source.url.replace('/rows', ''), granted, changed, failing }
}
