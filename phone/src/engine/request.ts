import { Breach } from './breach.ts'
import { silentFor, tooSlow } from './http.ts'
import { CallOver, type Line, report, resolveUrl, type Step, standardParameters } from './line.ts'
import { type Limits, limitsOf, type Reply } from './send.ts'
import { signatureHeaders } from './sign-request.ts'

const MOST_REDIRECTS = 3
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** An answer, and the URL it came from after redirects. */
export type Answered = { url: string; reply: Reply }

/** Requests a step and follows HTTP redirects as the platform does: up to three, as GET, without the form. */
export async function request(line: Line, step: Step): Promise<Answered> {
  let current = await exchange(line, step, { ...standardParameters(line), ...step.fields })
  for (let redirects = 0; isRedirect(current.reply); redirects += 1) {
    if (redirects === MOST_REDIRECTS) throw tooManyRedirects()
    if (line.switches.httpRedirects === 'refused') throw redirectRefused(current.reply.status)
    if (step.purpose === 'gather' && redirects === 0) report(line, answerLost(current.reply.status))
    const url = resolveUrl(header(current.reply, 'location'), current.url).href
    current = await exchange(line, { ...step, method: 'GET', url }, {})
  }
  return current
}

/** One request, signed, timed and told of. */
export async function exchange(
  line: Line,
  step: Step,
  parameters: Record<string, string>,
): Promise<Answered> {
  const target = resolveUrl(step.url)
  const form = step.method === 'POST' ? parameters : undefined
  if (!form) addToQuery(target, parameters)
  const limits = limitsOf(target, line.limits)
  const started = performance.now()
  let reply: Reply | undefined
  try {
    reply = await send(line, target, limits, form)
  } finally {
    const milliseconds = reply?.milliseconds ?? performance.now() - started
    if (!line.clock.isReal) await line.clock.sleep(milliseconds / 1000)
    const { purpose, method } = step
    const told = { purpose, method, url: target.href, parameters, milliseconds, limit: limits.read }
    line.emit({ kind: 'exchanged', ...told, ...tellReply(reply) })
  }
  if ((reply.milliseconds ?? 0) > limits.read) throw new Breach(tooSlow(silentFor(limits)))
  return { url: target.href, reply }
}

async function send(line: Line, target: URL, limits: Limits, form?: Record<string, string>): Promise<Reply> {
  const body = form && new URLSearchParams(form).toString()
  const headers = {
    ...signatureHeaders(line, target, form ?? {}),
    ...(body === undefined
      ? {}
      : {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': String(Buffer.byteLength(body)),
        }),
  }
  const url = withoutFragment(target)
  const method = form ? 'POST' : 'GET'
  try {
    const { signal } = line
    return await line.send({ method, url, headers, limits, signal, ...(body === undefined ? {} : { body }) })
  } catch (error) {
    if (line.signal.aborted) throw new CallOver('caller')
    throw error instanceof Breach ? error : failed(error)
  }
}

/** A reply's header, or nothing. */
export function header(reply: Reply, name: string): string {
  const value = reply.headers[name]
  return String(Array.isArray(value) ? value[0] : (value ?? ''))
}

function tellReply(reply: Reply | undefined) {
  if (!reply) return {}
  const document = Buffer.from(reply.body).toString('utf8')
  return { status: reply.status, contentType: header(reply, 'content-type'), document }
}

function failed(error: unknown): Breach {
  return new Breach({
    code: 11200,
    what: `the request failed (${error instanceof Error ? error.message : String(error)})`,
    platform: 'the platform gives up and takes the fallback URL, or ends the call',
    fix: 'see why the server does not answer',
  })
}

function addToQuery(target: URL, parameters: Record<string, string>): void {
  const query = new URLSearchParams(parameters).toString()
  // appended as text: going through searchParams would write the server's own query anew
  if (query) target.search = target.search ? `${target.search}&${query}` : query
}

function withoutFragment(target: URL): string {
  const url = new URL(target)
  url.hash = ''
  return url.href
}

function isRedirect(reply: Reply): boolean {
  return REDIRECTS.has(reply.status) && header(reply, 'location') !== ''
}

function tooManyRedirects(): Breach {
  return new Breach({
    code: 11215,
    what: `the server redirects more than ${MOST_REDIRECTS} times`,
    platform: 'the platform gives up and takes the fallback URL, or ends the call',
    fix: 'answer with the document itself',
  })
}

function answerLost(status: number): Breach {
  return new Breach({
    what: `the action answers with the redirect ${status}`,
    platform: 'the platform follows as GET and loses what the caller answered',
    fix: 'answer with the document itself, or with <Redirect>',
    severity: 'warning',
  })
}

function redirectRefused(status: number): Breach {
  return new Breach({
    code: 11215,
    what: `the server answers with the redirect ${status}`,
    platform: 'the platform follows as GET and loses what the caller answered',
    fix: 'answer with the document itself',
  })
}
