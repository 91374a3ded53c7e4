import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { placeCall, press, say, script, sendOverHttp } from 'cxml-phone'
import { expect, onTestFinished } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import type { Database, Queries } from '../../src/store/database.ts'
import { fileClients, signingKey } from '../helper.ts'
import { productionOf } from '../production.ts'
import { type ServerProcess, startProcess } from '../server-process.ts'
import { openForTest, type TestDatabase } from '../store/databases.ts'
import { type MessagesApi, startMessagesApi } from './messages-api.ts'

const client = { id: 'c1', name: 'Example Man', pin: '1995', appointments: [{ at: '2099-12-15T14:00' }] }

export type Scene = {
  api: MessagesApi
  database: Database
  start(): Promise<ServerProcess>
}

/** A platform, a database with a client, and a server that can be started again and again. */
export async function setTheScene(kind: TestDatabase): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-kill-'))
  const api = await startMessagesApi()
  onTestFinished(async () => {
    await api.close()
    rmSync(folder, { recursive: true })
  })
  const databaseUrl = await kind.url()
  const environment = productionOf(folder, api, databaseUrl)
  const database = await openForTest(databaseUrl)
  await fileClients(database, readConfig(environment), [client])
  const start = async () => {
    const server = await startProcess(folder, environment)
    onTestFinished(async () => void (await server.end('SIGKILL')))
    return server
  }
  return { api, database, start }
}

/** What a caller heard (nothing when the server died meanwhile), and the longest that they waited for an answer. */
type Told = { heard: string; slowestMs: number }

/** A call that ends with a promised text. */
export async function callForText(
  server: ServerProcess,
  from: string,
  beforeYes = async () => {},
): Promise<Told> {
  const answers = script(say('Example Man'), press('1995'), say('yes'))
  const sendOver = sendOverHttp(server.url)
  let slowestMs = 0
  const call = await placeCall({
    url: 'https://line.example.com/voice',
    ...{ from, to: '+12025550100', key: signingKey, switches: { strictness: 'strict' } },
    answer: async (question) => {
      if (question.heard.at(-1)?.includes('receive a text')) await beforeYes()
      return answers(question)
    },
    send: async (request) => {
      const begun = performance.now()
      const reply = await sendOver(request)
      slowestMs = Math.max(slowestMs, performance.now() - begun)
      return reply
    },
  }).catch(() => undefined)
  return { heard: call?.heard.join(' ') ?? '', slowestMs }
}

export const callers = (count: number) => [...Array(count).keys()].map((index) => `+1202555${1000 + index}`)

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: 25_000, interval: 20 }).toBe(true)
}

export async function countOf(database: Database, state: string): Promise<number> {
  const rows = await database.all('SELECT call_sid FROM texts WHERE state = ?', state)
  return rows.length
}

/** Keeps others from writing to the texts; on SQLite, to anything. */
export function lockTexts(database: Database): Promise<{ release: () => void }> {
  return new Promise((locked, failed) => {
    const lock =
      database.kind === 'postgres' ? 'LOCK TABLE texts IN EXCLUSIVE MODE' : 'DELETE FROM texts WHERE 0'
    const work = async (queries: Queries) => {
      await queries.run(lock)
      await new Promise<void>((release) => locked({ release }))
    }
    // A durable one is a transaction of its own, which lasts as long as its work.
    database.transaction(work, { durable: true }).catch(failed)
  })
}
