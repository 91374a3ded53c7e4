import { readFileSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { silence } from '../src/engine/answer.ts'
import { placeCall } from '../src/engine/call.ts'
import { defaultLimits, type Limits } from '../src/engine/send.ts'
import { documentOf, listen } from './helper.ts'

/** The platform's limits in small, so that a test of them is quick; others have its own, for a busy machine. */
const short: Limits = { connect: 2000, read: 200, total: 600 }

const from = '+12025550123'
const to = '+12025550100'

async function verdict(url: string, limits = defaultLimits) {
  const started = performance.now()
  const call = await placeCall({ url, from, to, answer: () => silence, limits })
  return { breach: call.breaches[0] ?? '', by: call.ending.by, milliseconds: performance.now() - started }
}

async function open(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  // listening on a port gives an address object
  return (server.address() as AddressInfo).port
}

/** A server that treats each connection as told, once it was sent something. */
async function raw(handle: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => handle(socket))
  })
  return `http://127.0.0.1:${await open(server)}/voice`
}

const zipped = gzipSync(documentOf(''))
const head = 'HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n'

describe('the verdict on a server', () => {
  it.each([
    ['hangs', () => {}, /^11200: the server sent nothing for 0.2 s/, short],
    [
      'hangs in the middle of its answer',
      (socket: Socket) => socket.write(`${head}Content-Length: 99\r\n\r\n<Resp`),
      /^11200: the server sent nothing/,
      short,
    ],
    [
      'hangs up',
      (socket: Socket) => socket.destroy(),
      /^11200: the connection to 127.0.0.1:\d+ failed \(ECONNRESET\)/,
    ],
    [
      'hangs up in the middle of its answer',
      (socket: Socket) => socket.end(`${head}Content-Length: 99\r\n\r\n<Resp`),
      /^11200: the connection .* failed/,
    ],
    [
      'speaks no HTTP',
      (socket: Socket) => socket.end('220 mail.example ESMTP\r\n'),
      /^11251: the server does not speak HTTP/,
    ],
    ['speaks another HTTP', (socket: Socket) => socket.end('HTTP/7.0 200 OK\r\n\r\n'), /^11(300|251): /],
    [
      'answers nothing at all',
      (socket: Socket) => socket.end(`${head}Content-Length: 0\r\n\r\n`),
      /^12100: /,
    ],
    [
      'changes to another protocol',
      (socket: Socket) =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n'),
      /^11200: the server answers with status 101 and no document/,
    ],
    [
      'has no content to give',
      (socket: Socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'),
      /^11200: the server answers with status 204 and no document/,
    ],
    [
      'compresses its document unasked',
      (socket: Socket) =>
        socket.end(Buffer.concat([Buffer.from(`${head}Content-Encoding: gzip\r\n\r\n`), zipped])),
      /^12100: the document is compressed \(gzip\), which was not asked for/,
    ],
    [
      'sends headers without end',
      (socket: Socket) => socket.end(`${head}X: ${'x'.repeat(100_000)}\r\n\r\n`),
      /^11251: /,
    ],
  ] as [string, (socket: Socket) => void, RegExp, Limits?][])(
    'that %s',
    async (_what, handle, message, limits) => {
      const { breach, by } = await verdict(await raw(handle), limits)
      expect(breach).toMatch(message)
      expect(breach).toMatch(/; to fix it, .+\.$/)
      expect(by).toBe('failed')
    },
  )

  it('that drips its answer beyond the whole limit', async () => {
    const url = await raw((socket) => {
      socket.write(`${head}Content-Length: 99999\r\n\r\n`)
      const drip = setInterval(() => socket.write(' '), 50)
      socket.on('close', () => clearInterval(drip))
    })
    expect((await verdict(url, short)).breach).toMatch(
      /^11200: the server did not finish its answer within 0.6 s/,
    )
  })

  it('that sends without end', async () => {
    const url = await raw((socket) => {
      socket.write(head.concat('\r\n<Response>'))
      const pour = () => {
        while (!socket.destroyed && socket.write(' '.repeat(16_384)));
      }
      socket.on('drain', pour)
      pour()
    })
    expect((await verdict(url)).breach).toMatch(/^11750: /)
  })

  it('that is not there', async () => {
    const server = createServer()
    const port = await open(server)
    await new Promise((resolve) => server.close(resolve))
    expect((await verdict(`http://127.0.0.1:${port}/voice`)).breach).toMatch(
      /^11200: nothing listens at 127.0.0.1:\d+;.*to fix it, start the server/,
    )
  })

  it('whose name is not found', async () => {
    expect((await verdict('http://no-such-host.invalid/voice')).breach).toMatch(
      /^11210: the host no-such-host.invalid/,
    )
  })

  it.each(['nonsense', 'ftp://line.example/voice', '/voice', 'http://'])(
    'at %s, which is no URL to request',
    async (url) => {
      expect((await verdict(url)).breach).toMatch(/^11100: /)
    },
  )

  it('whose certificate nobody vouches for', async () => {
    const pem = readFileSync(new URL('untrusted.pem', import.meta.url))
    const server = createTlsServer({ key: pem, cert: pem }, (_request, response) => response.end())
    const url = `https://127.0.0.1:${await open(server)}/voice`
    expect((await verdict(url)).breach).toMatch(/^11220: TLS with 127.0.0.1:\d+ fails .*NODE_EXTRA_CA_CERTS/)
  })

  it('that is asked for TLS and has none', async () => {
    const origin = await listen((_request, response) => response.end())
    expect((await verdict(`${origin.replace('http', 'https')}/voice`)).breach).toMatch(
      /^11220: .*check http or https/,
    )
  })

  it('that answers with an HTML page', async () => {
    const origin = await listen((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<html>'),
    )
    expect((await verdict(`${origin}/voice`)).breach).toMatch(/^12100: the document is not well-formed XML/)
  })

  it('that redirects to itself', async () => {
    const origin = await listen((_request, response) => response.writeHead(307, { location: '/voice' }).end())
    expect((await verdict(`${origin}/voice`)).breach).toMatch(/^11215: /)
  })

  it('that asks for ever', async () => {
    const origin = await listen((request, response) => {
      const action = `http://${request.headers.host}/voice`
      const verbs = `<Gather action="${action}" actionOnEmptyResult="true"><Say>Who is there?</Say></Gather>`
      response.setHeader('content-type', 'text/xml').end(documentOf(verbs))
    })
    const { breach, milliseconds } = await verdict(`${origin}/voice`)
    expect(breach).toMatch(/^more than 50 documents in one call/)
    expect(milliseconds).toBeLessThan(10_000)
  })

  it('that is fine', async () => {
    const origin = await listen((_request, response) =>
      response.setHeader('content-type', 'text/xml').end(documentOf('')),
    )
    expect(await verdict(`${origin}/voice`)).toMatchObject({ breach: '', by: 'line' })
  })
})

describe('hanging up', () => {
  it('does not wait for a server that hangs, and is reported', async () => {
    const url = await raw(() => {})
    const hangUp = new AbortController()
    setTimeout(() => hangUp.abort(), 20)
    const call = await placeCall({ url, from, to, answer: () => silence, signal: hangUp.signal })
    expect(call.ending.by).toBe('caller')
  })
})
