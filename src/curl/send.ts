import { prettyPrint } from '../../phone/src/page/pretty.ts'
import { CommandError } from '../errors/command-error.ts'
import { codeOf } from '../errors/error-code.ts'
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
  return prettyPrint(body).map(({ indent, text }) => '  '.repeat(indent) + text)
}

function explain(error: unknown, origin: string): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `${origin} gave no answer in 5 s, which is all the platform waits: see its log.`
  }
  const code = error instanceof Error ? codeOf(error.cause) : ''
  return `${origin} cannot be reached${code && ` (${code})`}: is "npm start" running, and the tunnel up? --local leaves the tunnel out.`
}
