import { CommandError } from '../errors/command-error.ts'
import { codeOf } from '../errors/error-code.ts'
import type { SignedRequest } from './signed-request.ts'

/** The platform's own limit for an answer. */
const LIMIT_MS = 5_000

/** Sends the request. Gives the answer as text to print, and whether the platform could use it. */
export async function send({
  url,
  headers,
  form,
}: SignedRequest): Promise<{ shown: string; isGood: boolean }> {
  const begun = performance.now()
  try {
    const signal = AbortSignal.timeout(LIMIT_MS)
    const answer = await fetch(url, {
      method: 'POST',
      headers,
      body: new URLSearchParams(form),
      redirect: 'manual',
      signal,
    })
    const body = await answer.text()
    const type = answer.headers.get('content-type') ?? 'no content type'
    const first = `HTTP ${answer.status}, ${type}, ${Math.round(performance.now() - begun)} ms`
    return { shown: [first, ...show(type, body)].join('\n'), isGood: answer.ok }
  } catch (error) {
    throw new CommandError(explain(error, new URL(url).origin))
  }
}

function show(type: string, body: string): string[] {
  if (body === '') return []
  return /xml/.test(type) ? indent(body) : [body.trimEnd()]
}

/** One element per line; an element that holds only text stays on its line. */
function indent(xml: string): string[] {
  const lines: string[] = []
  let depth = 0
  let hasOpened = false
  for (const [token] of xml.matchAll(/<[^?>][^>]*>[^<]*/g)) {
    const isClosing = token.startsWith('</')
    if (isClosing) depth--
    const line = token.trim()
    if (isClosing && hasOpened) lines.push(`${lines.pop()}${line}`)
    else lines.push('  '.repeat(depth) + line)
    hasOpened = !isClosing && !token.includes('/>')
    if (hasOpened) depth++
  }
  return lines
}

function explain(error: unknown, origin: string): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `${origin} did not answer within 5 s, the platform's own limit: see its log.`
  }
  const code = error instanceof Error ? codeOf(error.cause) : ''
  return `${origin} cannot be reached${code && ` (${code})`}: is "npm start" running, and the tunnel up? --local bypasses the tunnel.`
}
