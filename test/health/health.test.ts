import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkReady } from '../../src/health/readiness.ts'
import { isProof } from '../../src/health/server-proof.ts'
import { WriteProbe } from '../../src/health/write-probe.ts'
import { openTestLine } from '../helper.ts'
import { databases, openForTest } from '../store/databases.ts'

const nonce = 'a-nonce-made-for-the-occasion'

test('the server proves who it is to a nonce, without sending it back', async () => {
  const line = await openTestLine()
  const reply = await line.app.inject(`/healthz?nonce=${nonce}`)
  const { service, proof } = reply.json()
  expect(service).toBe('frontdesk')
  expect(isProof(proof, nonce, line.config.STATE_SECRET)).toBe(true)
  expect(isProof(proof, `${nonce}2`, line.config.STATE_SECRET)).toBe(false)
  expect(isProof(proof, nonce, ['another secret'])).toBe(false)
  expect(reply.body).not.toContain(nonce)
})

test.each(['', '?nonce=', '?nonce=short', `?nonce=${'x'.repeat(65)}`, '?nonce=a&nonce=b', '?probe=1'])(
  'without a nonce it only says that it lives: %j',
  async (query) => {
    const line = await openTestLine()
    const reply = await line.app.inject(`/healthz${query}`)
    expect([reply.statusCode, reply.json()]).toEqual([200, { status: 'ok', service: 'frontdesk' }])
  },
)

for (const kind of await databases()) {
  test(`${kind.kind}: while nothing can be written, the server is not ready and its database is not up`, async () => {
    const url = await kind.url()
    const line = await openTestLine({ settings: { DATABASE_URL: url, METRICS_PORT: '0' } })
    const other = await openForTest(url)
    const up = async () =>
      /^frontdesk_database_up (\d)/m.exec(await (await fetch(line.metricsUrl ?? '')).text())?.[1]
    const lock =
      kind.kind === 'postgres' ? 'LOCK TABLE unreachable_numbers IN SHARE MODE' : 'DELETE FROM texts WHERE 0'
    await other.transaction(
      async (queries) => {
        await queries.run(lock)
        const ready = await line.app.inject('/readyz')
        const reason = 'the database cannot be written to'
        expect([ready.statusCode, ready.json()]).toEqual([503, { status: 'not ready', reason }])
        expect(await up()).toBe('0')
      },
      { durable: true },
    )
    await expect
      .poll(async () => (await line.app.inject('/readyz')).statusCode, { timeout: 10_000 })
      .toBe(200)
    expect(await up()).toBe('1')
  })

  test(`${kind.kind}: a server that is asked often whether it is ready writes once in two seconds`, async () => {
    const database = await openForTest(await kind.url())
    let [writes, elapsedMs] = [0, 10_000]
    const transaction: typeof database.transaction = (work, options) => {
      writes++
      return database.transaction(work, options)
    }
    const probe = new WriteProbe({ transaction }, () => elapsedMs)
    const ask = () =>
      checkReady({
        queries: database,
        probe,
        pins: { pinSecret: 'x'.repeat(32), pinLength: 4 },
        isOverloaded: () => false,
      })
    await Promise.all(Array.from({ length: 50 }, ask))
    elapsedMs += 1_999
    await ask()
    expect(writes).toBe(1)
    elapsedMs += 1
    await ask()
    expect(writes).toBe(2)
  })
}

test('a server that is not ready says so in its log once, and again after it was ready', async () => {
  const line = await openTestLine()
  const warnings = () => line.log.join('').match(/"msg":"not ready"/g)?.length ?? 0
  const ask = async () => (await line.app.inject('/readyz')).statusCode
  for (const round of [1, 2]) {
    await line.database.run('ALTER TABLE directory RENAME TO elsewhere')
    for (let times = 0; times < 50; times++) expect(await ask()).toBe(503)
    expect(warnings()).toBe(round)
    await line.database.run('ALTER TABLE elsewhere RENAME TO directory')
    expect(await ask()).toBe(200)
  }
})

test('each probe reaches the file, so that a full disk is found out, and leaves nothing in the database', async () => {
  const line = await openTestLine()
  const file = line.config.DATABASE_URL.slice('file:'.length)
  let elapsedMs = 0
  const probe = new WriteProbe(line.database, () => elapsedMs)
  const sizes: number[] = []
  for (; sizes.length < 4; elapsedMs += 2_000) {
    await probe.check()
    sizes.push(statSync(`${file}-wal`).size)
  }
  expect(sizes).toEqual([...new Set(sizes)].sort((one, other) => one - other))
  expect(await line.database.all('SELECT number_key FROM unreachable_numbers')).toEqual([])
})
