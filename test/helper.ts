import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import 'cxml-phone/vitest'
import {
  type Answer,
  type CallOptions,
  type PhoneOptions,
  phone,
  placeCall,
  receiveText,
  type Send,
  script,
  type TextOptions,
} from 'cxml-phone'
import type { FastifyInstance } from 'fastify'
import { onTestFinished } from 'vitest'
import { type Config, readConfig } from '../src/config/config.ts'
import { nameKey } from '../src/hearing/name-key.ts'
import { load, type People } from '../src/import/load.ts'
import { openLog } from '../src/logger.ts'
import { hashPin } from '../src/pins/pin-hash.ts'
import type { ServerOptions } from '../src/server/server.ts'
import { startServer } from '../src/server/start-server.ts'
import { idsOnFile } from '../src/store/clients.ts'
import type { Database } from '../src/store/database.ts'
import { openDatabase } from '../src/store/open.ts'
import { parseTime } from '../src/time/parse-time.ts'
import { built } from './built.ts'

export type TestClient = {
  id: string
  name: string
  pin: string
  phone?: string
  language?: 'en-US' | 'es-US'
  message?: string
  spokenName?: string
  /** `at` is ISO 8601, in the zone of the office unless it has an offset. */
  appointments?: { at: string; note?: string }[]
}

export type TestLineOptions = {
  clients?: TestClient[]
  /** The line's clock stands still, or is asked. */
  now?: Date | (() => Date)
  /** Environment variables beside those every test has. */
  settings?: Record<string, string>
  /** Puts something around the server's database. */
  wrap?: (database: Database) => Database
  logLevel?: 'trace'
}

const importProcess = `${built}/src/desk/import/import-process.js`
export const signingKey = 'PSK_test_0123456789abcdefghijklmnop'
const publicUrl = 'https://line.example.com'
const number = '+12025550100'
const caller = '+12025550123'

/** A line with a database of its own, which ends with the test. Its calls are played by our phone, without a network. */
export async function openTestLine({
  clients = [],
  now,
  settings = {},
  wrap,
  logLevel,
}: TestLineOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'))
  const config = readConfig({ ...environment(folder), ...settings })
  const lines: string[] = []
  const log = openLog({ write: (line: string) => void lines.push(line) })
  if (logLevel) log.level = logLevel
  const clock = now instanceof Date ? () => now : now
  const database = await openDatabase(config.DATABASE_URL)
  await fileClients(database, config, clients)
  // A busy machine is no reason for a test to fail; shedding has a test of its own, in a process of its own.
  const load = { isBehind: () => false, reset: () => {}, close: () => {} }
  const options: ServerOptions = { log, load, importProcess }
  if (clock) options.now = clock
  if (wrap) options.openDatabase = async (url) => wrap(await openDatabase(url))
  const server = await startServer(config, options)
  onTestFinished(async () => {
    await server.close()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const { app } = server
  const call = (answers: Answer[], { switches, ...changes }: Partial<CallOptions> = {}) =>
    placeCall({
      url: `${publicUrl}/voice`,
      statusCallbackUrl: `${publicUrl}/call-status`,
      ...{ from: caller, to: number, key: signingKey },
      answer: script(...answers),
      send: sendInto(app),
      ...changes,
      // whatever is merely bad style fails the test
      switches: { strictness: 'strict', ...switches },
    })
  /** A call that the test answers step by step; `call` is one whose answers are known from the start. */
  const dial = ({ switches, ...changes }: PhoneOptions = {}) =>
    phone(`${publicUrl}/voice`).call({
      statusCallbackUrl: `${publicUrl}/call-status`,
      ...{ from: caller, to: number, key: signingKey },
      ...{ send: sendInto(app), texts: () => texts(app) },
      ...changes,
      switches: { strictness: 'strict', ...switches },
    })
  /** A text to the line, as the caller's phone sends it. */
  const text = (body: string, changes: Partial<TextOptions> = {}) =>
    receiveText({
      url: `${publicUrl}/sms`,
      ...{ from: caller, to: number, key: signingKey, body, send: sendInto(app) },
      ...changes,
      switches: { strictness: 'strict', ...changes.switches },
    })
  return {
    app,
    text,
    config: server.config,
    database,
    call,
    dial,
    caller,
    number,
    publicUrl,
    log: lines,
    texts: () => texts(app),
    metricsUrl: server.metricsUrl,
    desk: server.desk?.app,
    deskUrl: server.desk?.url,
  }
}

function environment(folder: string) {
  return {
    NODE_ENV: 'test',
    PORT: '0',
    PUBLIC_URL: publicUrl,
    DATABASE_URL: `file:${folder}/test.db`,
    SIGNALWIRE_SIGNING_KEY: signingKey,
    STATE_SECRET: 'a secret of the tests, which signs progress',
    PIN_SECRET: 'a secret of the tests, which keys the PINs',
  }
}

/** Puts people on file as an import does. */
export async function fileClients(
  database: Database,
  config: Config,
  clients: TestClient[],
  isReplacing = false,
): Promise<void> {
  if (clients.length === 0) return
  const people: People = {
    async *clients() {
      yield clients.map(({ id, name, pin, phone, language, message, spokenName }) => ({
        ...{ id, name, nameKey: nameKey(name), pinHash: hashPin(pin, config.PIN_SECRET) },
        ...{ phone: phone ?? null, language: language ?? null },
        ...{ message: message ?? null, spokenName: spokenName ?? null },
      }))
    },
    async *appointments() {
      yield clients.flatMap(({ id, appointments = [] }) =>
        appointments.map(({ at, note = '' }) => ({ clientId: id, at: momentOf(at, config), note })),
      )
    },
    ...(isReplacing && { leaving: () => othersOnFile(database, clients) }),
  }
  const signal = new AbortController().signal
  const pins = { pinSecret: config.PIN_SECRET, pinLength: config.PIN_LENGTH }
  await load(database, people, { ...pins, isReplacing, signal })
}

/** The ids on file that are not among these. */
export async function* othersOnFile(database: Database, kept: { id: string }[]): AsyncGenerator<string[]> {
  const ids = new Set(kept.map(({ id }) => id))
  for await (const page of idsOnFile(database)) yield page.filter((id) => !ids.has(id))
}

function momentOf(text: string, config: Config): number {
  const moment = parseTime(text, config.TIME_ZONE)
  if (!('at' in moment)) throw new Error(`${text} is no moment`)
  return moment.at
}

/** Hands the phone's requests to the app without a network. */
export function sendInto(app: FastifyInstance): Send {
  return async ({ method, url, headers, body }) => {
    const { pathname, search } = new URL(url)
    const reply = await app.inject({
      method,
      url: pathname + search,
      headers,
      ...(body !== undefined && { body }),
    })
    return { status: reply.statusCode, headers: reply.headers, body: reply.body }
  }
}

/** The texts that the platform played by this server has taken, oldest first. */
async function texts(app: FastifyInstance): Promise<{ from: string; to: string; body: string }[]> {
  const reply = await app.inject({ url: '/phone/messages' })
  const { messages }: { messages: { from: string; to: string; body: string }[] } = reply.json()
  return messages.map(({ from, to, body }) => ({ from, to, body }))
}
