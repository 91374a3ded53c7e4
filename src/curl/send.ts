import { CommandError } from '../commands/run-command.ts'
import type { SignedRequest } from './signed-request.ts'

/** What the platform gives an answer. */
const LIMIT_MS = 5_000

/** Sends the request, and gives its answer as it is shown, and whether the platform could use it. */
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
  if (!/xml/.test(type)) return [body.trimEnd()]
  return indented(body.replace(/^<\?xml.*?\?>/, ''))
}

/** An element with nothing but text in it, a tag, or text beside tags; our attributes hold no < and no >. */
const pieces = /<(\w+)[^>]*>[^<]*<\/\1>|<[^>]*>|[^<]+/g

/** A document with one element a line. */
function indented(document: string): string[] {
  let depth = 0
  const lines = document.match(pieces)?.map((piece) => piece.trim()) ?? []
  return lines.filter(Boolean).map((line) => {
    if (line.startsWith('</')) depth = Math.max(0, depth - 1)
    const indent = '  '.repeat(depth)
    if (/^<[^/]/.test(line) && !/<\/|\/>$/.test(line)) depth += 1
    return indent + line
  })
}

function explain(error: unknown, origin: string): string {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `${origin} gave no answer in 5 s, which is all the platform waits: see its log.`
  }
  return `${origin} cannot be reached${code && ` (${code})`}: is "npm start" running, and the tunnel up? --local leaves the tunnel out.`
}
