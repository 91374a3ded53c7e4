import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../src/config/config.ts'
import { openLog } from '../../src/logger.ts'
import type { startServer } from '../../src/server/start-server.ts'
import { sign } from '../../src/signalwire/signature.ts'
import { writeHours } from '../../src/store/hours.ts'
import { openDatabase } from '../../src/store/open.ts'
import { fileClients } from '../helper.ts'
import { people } from './people.ts'

/** The code that is proved: that of this project, or a copy of it with a guard left out. */
export type Code = { startServer: typeof startServer }

export type Sent = { url: string; fields: Record<string, string>; signature?: string; from?: string }

export const publicUrl = 'https://line.example.com'
const key = 'PSK_proof_0123456789abcdefghijklmnop'
export const stateSecret = 'a secret of the proof that signs progress'
/** Where every clock stands, except when the proof moves it. */
export const start = Date.UTC(2026, 10, 22, 15)
export const caller = '+12025550123'

/** Puts the server together as `npm start` does, with people on file and a clock that the proof sets. */
export async function openForProof(
  code: Code,
  settings: Record<string, string>,
  { from: callsFrom = caller, isClosed = false }: { from?: string; isClosed?: boolean } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'))
  const config = readConfig({ ...environment(folder), ...settings })
  const log: string[] = []
  const clock = { now: start }
  const database = await openDatabase(config.DATABASE_URL)
  await fileClients(database, config, people)
  // Hours that name no day: it never opens.
  if (isClosed) await writeHours(database, { weekly: {}, closed: [] })
  const server = await code.startServer(config, {
    log: openLog({ write: (line: string) => void log.push(line) }),
    now: () => new Date(clock.now),
    // A busy machine is no finding.
    load: { isBehind: () => false, reset: () => {}, close: () => {} },
  })
  const close = async () => {
    await server.close()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const send = ({ url, fields, signature, from = callsFrom }: Sent) => {
    const path = url.replace(publicUrl, '')
    const form = { From: from, To: '+12025550100', CallStatus: 'in-progress', ...fields }
    return server.app.inject({
      method: 'POST',
      url: path,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-signalwire-signature': signature ?? sign(key, publicUrl + path, form),
      },
      payload: new URLSearchParams(form).toString(),
    })
  }
  /** Every text that has left; private ones are seen here only. */
  const texts = async () =>
    (await server.app.inject({ url: '/phone/messages', headers: { host: 'localhost' } })).body
  return { send, log, clock, database, config, close, texts }
}

export type ProofLine = Awaited<ReturnType<typeof openForProof>>

function environment(folder: string): Record<string, string> {
  return {
    ...{ NODE_ENV: 'test', PUBLIC_URL: publicUrl, PORT: '0', DATABASE_URL: `file:${folder}/proof.db` },
    ...{ SIGNALWIRE_SIGNING_KEY: key, STATE_SECRET: stateSecret },
    PIN_SECRET: 'a secret of the proof that keys the PINs',
    OPERATOR_NUMBER: '+12025550160',
  }
}
