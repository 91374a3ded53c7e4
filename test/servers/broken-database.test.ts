import { setTimeout as wait } from 'node:timers/promises'
import type { Call } from 'cxml-phone'
import { expect, test } from 'vitest'
import type { ServerProcess } from '../server-process.ts'
import { startPostgresServer } from '../store/postgres-server.ts'
import type { Arrival } from '../texts/messages-api.ts'
import { balance, callFrom, setTheScene } from './scene.ts'

const postgres = await startPostgresServer()
const GONE_MS = 10_000
const CALLERS = 6

test.runIf(postgres)(
  'PostgreSQL stops for ten seconds under load: every caller hears a sentence, and all goes on',
  {
    timeout: 120_000,
  },
  async () => {
    if (!postgres) return
    const scene = await setTheScene(await postgres.createDatabase())
    const servers = await scene.start(2)
    await scene.fileClient()
    const load = keepCalling(servers)
    await untilReadyIs(200, servers)
    await wait(1_000)

    await postgres.stop()
    const stoppedAt = performance.now()
    await untilReadyIs(503, servers)
    await wait(GONE_MS - (performance.now() - stoppedAt))
    await postgres.start()
    await untilReadyIs(200, servers)
    // Those that were in progress end first, however slow the machine is.
    const ended = load.ended()
    await expect.poll(load.ended, { timeout: 60_000 }).toBeGreaterThan(ended + 3 * CALLERS)

    const calls = await load.end()
    for (const { heard, breaches, ending } of calls) {
      // The platform gives up on reporting an end that cannot be written down; no caller waits for that.
      expect(breaches.filter((breach) => !breach.includes('/call-status'))).toEqual([])
      expect(ending.by).not.toBe('failed')
      expect(heard.at(-1)).toMatch(/messaged to you shortly|connect you to someone/)
    }
    expect(calls.filter(hasFailed).length).toBeGreaterThan(0)
    expect(calls.slice(-CALLERS).filter(hasFailed)).toEqual([])
    const promised = calls.filter(isPromised).map(({ callSid }) => callSid)
    await expect.poll(() => missing(promised, scene.api.arrivals), { timeout: 20_000 }).toEqual([])
    expect(new Set(scene.api.arrivals.map(callOf)).size).toBe(scene.api.arrivals.length)
    expect(await Promise.all(servers.map((server) => server.end('SIGTERM')))).toEqual([0, 0])
  },
)

/** Callers who call again and again until they are told to end. */
function keepCalling(servers: ServerProcess[]): { ended(): number; end(): Promise<Call[]> } {
  const send = balance(servers)
  const calls: Call[] = []
  let isOver = false
  let index = 0
  const oneCaller = async () => {
    while (!isOver) {
      calls.push(await callFrom(index++, send))
      await wait(50)
    }
  }
  const callers = Promise.all(Array.from({ length: CALLERS }, oneCaller))
  return {
    ended: () => calls.length,
    async end() {
      isOver = true
      await callers
      return calls
    },
  }
}

async function untilReadyIs(status: number, servers: ServerProcess[]): Promise<void> {
  const statuses = () => Promise.all(servers.map(async ({ url }) => (await fetch(`${url}/readyz`)).status))
  await expect.poll(statuses, { timeout: 20_000, interval: 200 }).toEqual(servers.map(() => status))
}

const hasFailed = ({ heard }: Call) => heard.includes('Sorry, something went wrong on our side.')
const isPromised = ({ heard }: Call) => heard.at(-1)?.includes('messaged to you shortly') ?? false

/** The call that a text was promised in, from the URL for reports on it. */
const callOf = ({ statusCallback }: Arrival) => new URL(statusCallback).searchParams.get('call')

function missing(promised: string[], arrivals: Arrival[]): string[] {
  const arrived = new Set(arrivals.map(callOf))
  return promised.filter((call) => !arrived.has(call))
}
