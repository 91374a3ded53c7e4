import { type Call, type Caller, placeCall, press, type Send, say, script, sendOverHttp } from 'cxml-phone'
import { onTestFinished } from 'vitest'
import { type Config, readConfig } from '../../src/config/config.ts'
import type { Database } from '../../src/store/database.ts'
import { fileClients, signingKey } from '../helper.ts'
import { productionOf } from '../production.ts'
import { type ServerProcess, startProcess } from '../server-process.ts'
import { openForTest, temporaryFolder } from '../store/databases.ts'
import { type MessagesApi, startMessagesApi } from '../texts/messages-api.ts'

export const publicUrl = 'https://line.example.com'
export const client = {
  id: 'c1',
  name: 'Example Man',
  pin: '1995',
  appointments: [{ at: '2099-12-15T14:00' }],
}

export type Scene = {
  /** The platform's side: where texts arrive. */
  api: MessagesApi
  /** Starts servers at once, as `npm start` does in production; they end with the test. */
  start(count: number): Promise<ServerProcess[]>
  /** Opens the database beside the servers, and puts a client on file. */
  fileClient(): Promise<Database>
}

/** Servers in production on one database, and the platform they send texts to. */
export async function setTheScene(databaseUrl: string): Promise<Scene> {
  const folder = temporaryFolder()
  const api = await startMessagesApi()
  onTestFinished(() => api.close())
  const environment = {
    ...productionOf(folder, api, databaseUrl),
    OPERATOR_NUMBER: '+12025550190',
    SMS_PER_SECOND: '1000',
  }
  const config: Config = readConfig(environment)
  return {
    api,
    async start(count) {
      const starting = Array.from({ length: count }, () => startProcess(folder, environment))
      const servers = await Promise.all(starting)
      onTestFinished(async () => void (await Promise.all(servers.map((server) => server.end('SIGKILL')))))
      return servers
    },
    async fileClient() {
      const database = await openForTest(databaseUrl)
      await fileClients(database, config, [client])
      return database
    },
  }
}

/** What a load balancer does: each request to the next server, and when that one has gone, to the one after it. */
export function balance(servers: ServerProcess[]): Send {
  const sends = servers.map((server) => sendOverHttp(server.url))
  let turn = 0
  return async (request) => {
    const first = turn++
    for (let tries = 0; ; tries++) {
      const send = sends[(first + tries) % sends.length]
      try {
        if (send) return await send(request)
      } catch (error) {
        if (tries === sends.length - 1) throw error
      }
    }
  }
}

/** A caller who gets their appointment texted. */
export const wantsText = (): Caller => script(say('Example Man'), press('1995'), say('yes'))

/** A whole call from the caller of this number. */
export function callFrom(index: number, send: Send, caller = wantsText()): Promise<Call> {
  return placeCall({
    url: `${publicUrl}/voice`,
    fallbackUrl: `${publicUrl}/fallback`,
    statusCallbackUrl: `${publicUrl}/call-status`,
    ...{ from: `+1202556${1000 + index}`, to: '+12025550100', key: signingKey },
    answer: caller,
    send,
    switches: { strictness: 'strict' },
  })
}
