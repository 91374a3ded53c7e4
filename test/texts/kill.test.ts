import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { press, say, script } from '../../src/phone/engine/answer.ts'
import { placeCall } from '../../src/phone/engine/call.ts'
import { sendOverHttp } from '../../src/phone/engine/http.ts'
import type { Database } from '../../src/store/database.ts'
import { fileClients, signingKey } from '../helper.ts'
import { buildServer, type ServerProcess, startProcess } from '../server-process.ts'
import { databases, openForTest, type TestDatabase } from '../store/databases.ts'
import { type MessagesApi, startMessagesApi } from './messages-api.ts'

const main = buildServer()
const client = { id: 'c1', name: 'Example Man', pin: '1995', appointments: [{ at: '2099-12-15T14:00' }] }

type Scene = {
  api: MessagesApi
  database: Database
  start(): Promise<ServerProcess>
}

/** A platform, a database with a client, and a server that can be started again and again. */
async function setTheScene(kind: TestDatabase): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-kill-'))
  const api = await startMessagesApi()
  const certificate = join(folder, 'platform.pem')
  writeFileSync(certificate, api.cert)
  onTestFinished(async () => {
    await api.close()
    rmSync(folder, { recursive: true })
  })
  const environment = {
    NODE_ENV: 'production',
    NODE_EXTRA_CA_CERTS: certificate,
    PUBLIC_URL: 'https://line.example.com',
    SIGNALWIRE_PROJECT_ID: 'b3877c40-da60-4998-90ad-b792e98472af',
    SIGNALWIRE_API_TOKEN: 'PT-token',
    SIGNALWIRE_SPACE_URL: api.host,
    SIGNALWIRE_SIGNING_KEY: signingKey,
    STATE_SECRET: 'a-secret-of-the-tests-which-signs-progress',
    PIN_SECRET: 'a-secret-of-the-tests-which-keys-the-PINs',
    DATABASE_URL: await kind.url(),
    SMS_PER_SECOND: '1',
  }
  const database = await openForTest(environment.DATABASE_URL)
  await fileClients(database, readConfig(environment), [client])
  return { api, database, start: () => startProcess(main, folder, environment) }
}

/** A call that ends with a promised text. What its caller heard last; undefined when the server died meanwhile. */
async function callForText(server: ServerProcess, from: string): Promise<string | undefined> {
  const call = await placeCall({
    url: 'https://line.example.com/voice',
    ...{ from, to: '+12025550100', key: signingKey },
    answer: script(say('Example Man'), press('1995'), say('yes')),
    send: sendOverHttp(server.url),
  }).catch(() => undefined)
  return call?.heard.at(-1)
}

const callers = (count: number) => [...Array(count).keys()].map((index) => `+1202555${1000 + index}`)

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: 25_000, interval: 20 }).toBe(true)
}

async function countOf(database: Database, state: string): Promise<number> {
  const rows = await database.all('SELECT call_sid FROM texts WHERE state = ?', state)
  return rows.length
}

/** Keeps others from writing to the texts; on SQLite, to anything. */
function lockTexts(database: Database): Promise<{ release: () => void }> {
  return new Promise((locked, failed) => {
    const work = database.transaction(async (queries) => {
      await queries.run('UPDATE texts SET reason = reason')
      await new Promise<void>((release) => locked({ release }))
    })
    work.catch(failed)
  })
}

for (const kind of await databases()) {
  describe(`a server with ${kind.kind} is killed`, () => {
    test('whatever it was doing for a text, each arrives exactly once', { timeout: 60_000 }, async () => {
      const { api, database, start } = await setTheScene(kind)
      const first = await start()
      let lock = { release: () => {} }
      api.faults.push(
        { answer: 'hang' },
        { answer: 'hang', taken: true },
        {
          answer: 'well',
          taken: true,
          meanwhile: async () => {
            lock = await lockTexts(database)
          },
        },
      )
      // One a second leaves: the fourth is still unsent when the third has been taken but cannot be written down.
      const calls = callers(4).map((caller) => callForText(first, caller))
      await until(() => api.arrivals.length === 2)
      await first.end('SIGKILL')
      lock.release()
      await Promise.all(calls)
      expect(await countOf(database, 'waiting')).toBe(4)

      const killedAt = Date.now()
      const second = await start()
      await until(async () => (await countOf(database, 'accepted')) === 4)
      expect(Date.now() - killedAt).toBeLessThan(30_000)
      expect(api.arrivals.map(({ to }) => to).sort()).toEqual(callers(4))
      expect(await second.end('SIGTERM')).toBe(0)
    })

    test('or ended in the middle, with a text yet to be tried again', { timeout: 60_000 }, async () => {
      const { api, database, start } = await setTheScene(kind)
      const first = await start()
      api.faults.push({ answer: 'drop' })
      expect(await callForText(first, '+12025551000')).toContain('messaged to you shortly')
      expect(await first.end('SIGTERM')).toBe(0)
      const second = await start()
      await until(async () => (await countOf(database, 'accepted')) === 1)
      expect(api.arrivals).toHaveLength(1)
      await second.end('SIGTERM')
    })
  })
}
