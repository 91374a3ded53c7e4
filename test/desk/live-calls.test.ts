import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { LiveStreams } from '../../src/desk/live-calls.ts'
import { callsVersion, lastCalls } from '../../src/store/desk-calls.ts'
import { writeStatus } from '../../src/store/texts.ts'
import { databases, openFresh } from '../store/databases.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

/** A server whose every request is a stream, and a browser for it. */
async function serve(streams: LiveStreams) {
  const server = createServer((_request, reply) => {
    reply.writeHead(200)
    reply.flushHeaders()
    streams.add(reply)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    streams.close()
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return async () => {
    const stream = await new Promise<IncomingMessage>((opened) => get({ port, host: '127.0.0.1' }, opened))
    const received: string[] = []
    stream.on('data', (piece: Buffer) => received.push(piece.toString()))
    stream.on('error', () => {})
    return { received, leave: () => stream.destroy() }
  }
}

test('all open pages share one look at the database, and each is sent what is new to it', async () => {
  let [looks, made, version] = [0, 0, 'first']
  const streams = new LiveStreams({
    version: async () => {
      looks += 1
      return version
    },
    markup: async () => {
      made += 1
      return version
    },
  })
  const open = await serve(streams)
  const pages = [await open(), await open(), await open()]
  vi.advanceTimersByTime(2_000)
  await expect
    .poll(() => pages.map(({ received }) => received.join('')))
    .toEqual(Array(3).fill('data: "first"\n\n'))
  expect([looks, made]).toEqual([1, 1])
  const late = await open()
  vi.advanceTimersByTime(2_000)
  await expect.poll(() => late.received.join('')).toBe('data: "first"\n\n')
  expect(pages[0]?.received).toHaveLength(1)
  version = 'second'
  vi.advanceTimersByTime(2_000)
  await expect.poll(() => pages[2]?.received.at(-1)).toBe('data: "second"\n\n')
  for (const page of [...pages, late]) page.leave()
  await expect.poll(() => vi.getTimerCount()).toBe(0)
})

test('a look that takes long is not joined by another', async () => {
  let looks = 0
  let answer = (_version: string) => {}
  const streams = new LiveStreams({
    version: () => {
      looks += 1
      return new Promise((resolve) => {
        answer = resolve
      })
    },
    markup: async () => 'calls',
  })
  const open = await serve(streams)
  const page = await open()
  vi.advanceTimersByTime(10_000)
  expect(looks).toBe(1)
  answer('first')
  await expect.poll(() => page.received.join('')).toBe('data: "calls"\n\n')
  vi.advanceTimersByTime(2_000)
  expect(looks).toBe(2)
})

for (const kind of await databases()) {
  test(`${kind.kind}: the list of calls changes with what becomes of a text`, async () => {
    const database = await openFresh(kind)
    await database.run(
      "INSERT INTO calls (call_sid, started_at, last_at, step, outcome) VALUES ('c', 5, 5, 'sms-offer', 'text-promised')",
    )
    const seen = [await callsVersion(database, 1)]
    await database.run(
      `INSERT INTO texts (call_sid, number_key, consent, promised_at, segments, state, tries, due_at, leased_until, status_rank)
       VALUES ('c', 'key', '', 5, 1, 'waiting', 0, 0, 0, 0)`,
    )
    seen.push(await callsVersion(database, 1))
    await database.run("UPDATE texts SET state = 'accepted', sid = 'SM1', settled_at = 6")
    seen.push(await callsVersion(database, 1))
    expect((await lastCalls(database, 1))[0]?.text).toBe('accepted')
    await writeStatus(database, { sid: 'SM1', status: 'failed', rank: 3, code: '30005' })
    seen.push(await callsVersion(database, 1))
    expect(new Set(seen).size).toBe(4)
    expect((await lastCalls(database, 1))[0]?.text).toBe('dead')
  })
}
