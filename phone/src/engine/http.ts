import http from 'node:http'
import https from 'node:https'
import { Breach, type BreachDetails } from './breach.ts'
import type { Limits, Reply, Request, Send } from './send.ts'

/** The platform reads no more than this; one byte above tells that there was more. */
const ENOUGH_BYTES = 65_537

/** A server that listens elsewhere than at its public address; without that address, everything goes there. */
export type Detour = { publicUrl?: string; localUrl: string }

/** Requests over the network, to where they are addressed or by a detour. */
export function sendOverHttp(by?: Detour | string): Send {
  const detour = typeof by === 'string' ? { localUrl: by } : by
  return (request) => exchange(request, detour ? takeDetour(request.url, detour) : new URL(request.url))
}

/** Where a request really goes. */
export function takeDetour(url: string, { publicUrl, localUrl }: Detour): URL {
  const { origin, pathname, search } = new URL(url)
  const isMeant = publicUrl === undefined || origin === new URL(publicUrl).origin
  return isMeant ? new URL(pathname + search, localUrl) : new URL(url)
}

function exchange(request: Request, target: URL): Promise<Reply> {
  const { method, headers, body, limits, signal } = request
  const client = target.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const outgoing = client.request(target, { method, headers, signal, agent: false })
    const timer = startTimer(limits, () => outgoing.destroy())
    const fail = (error: Error) => {
      timer.stop()
      const late = timer.expired()
      if (late) reject(new Breach(tooSlow(late)))
      else reject(signal.aborted ? error : new Breach(explain(error, target)))
    }
    outgoing.on('socket', (socket) => socket.once('connect', timer.restart))
    outgoing.on('response', (incoming) => {
      readBody(incoming, timer.restart).then((bytes) => {
        timer.stop()
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: bytes })
      }, fail)
    })
    // an answer such as 101 leaves HTTP, and has no document
    outgoing.on('upgrade', (incoming, socket) => {
      timer.stop()
      socket.destroy()
      resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: '' })
    })
    outgoing.on('error', fail)
    outgoing.end(body)
  })
}

async function readBody(incoming: http.IncomingMessage, onPacket: () => void): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  onPacket()
  for await (const chunk of incoming) {
    onPacket()
    chunks.push(Buffer.from(chunk))
    size += chunks.at(-1)?.length ?? 0
    if (size >= ENOUGH_BYTES) break
  }
  return Buffer.concat(chunks)
}

/** One timer for the connection and then for each silence of the server, and one for the whole exchange. */
function startTimer(limits: Limits, stop: () => void) {
  let late: string | undefined
  const after = (milliseconds: number, what: string) =>
    setTimeout(() => {
      late ??= what
      stop()
    }, milliseconds)
  const whole = after(limits.total, `did not finish its answer within ${seconds(limits.total)}`)
  let step = after(limits.connect, `did not accept the connection within ${seconds(limits.connect)}`)
  const clear = () => clearTimeout(step)
  return {
    restart: () => {
      clear()
      step = after(limits.read, silentFor(limits))
    },
    stop: () => {
      clear()
      clearTimeout(whole)
    },
    expired: () => late,
  }
}

/** What a server did that sent nothing for too long. */
export function silentFor({ read }: Limits): string {
  return `sent nothing for ${seconds(read)}`
}

const givesUp = 'the platform gives up and takes the fallback URL, or ends the call'

/** The breach of a server that took too long. */
export function tooSlow(what: string): BreachDetails {
  return {
    code: 11200,
    what: `the server ${what}`,
    platform: givesUp,
    fix: 'answer first and do slow work afterwards',
  }
}

function explain(error: Error & { code?: string }, target: URL): BreachDetails {
  const code = error.code ?? ''
  if (/^(ENOTFOUND|EAI_)/.test(code)) {
    return {
      code: 11210,
      what: `the host ${target.hostname} is not found`,
      platform: givesUp,
      fix: 'check the name',
    }
  }
  if (code === 'HPE_INVALID_VERSION') {
    const fix = 'answer with HTTP/1.1'
    return { code: 11300, what: 'the server does not speak a known HTTP version', platform: givesUp, fix }
  }
  if (code.startsWith('HPE_')) {
    const fix = 'check http or https, the port, and what listens there'
    return { code: 11251, what: `the server does not speak HTTP (${code})`, platform: givesUp, fix }
  }
  return isTls(code) ? tlsFailure(error, target) : noConnection(code || error.message, target)
}

function isTls(code: string): boolean {
  return /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH)/.test(code)
}

function tlsFailure(error: Error & { code?: string }, target: URL): BreachDetails {
  // asking a plain HTTP port for TLS ends in EPROTO
  const fix =
    error.code === 'EPROTO'
      ? 'check http or https, and the port'
      : 'install a certificate that is valid for this host (or trust it here with NODE_EXTRA_CA_CERTS)'
  return { code: 11220, what: `TLS with ${target.host} fails (${error.code})`, platform: givesUp, fix }
}

function noConnection(reason: string, target: URL): BreachDetails {
  const refused = reason === 'ECONNREFUSED'
  return {
    code: 11200,
    what: refused
      ? `nothing listens at ${target.host}`
      : `the connection to ${target.host} failed (${reason})`,
    platform: givesUp,
    fix: refused ? 'start the server, or check host and port' : 'see why the server closes the connection',
  }
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`
}
