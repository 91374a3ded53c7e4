import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { sign } from '../../src/signalwire/signature.ts'
import { signingKey } from '../helper.ts'
import { main } from '../server-process.ts'
import { temporaryFolder } from '../store/databases.ts'
import { publicUrl, setTheScene } from './scene.ts'

test('SIGTERM lets the request in hand be answered, then closes the database and ends with 0', async () => {
  const file = `${temporaryFolder()}/test.db`
  const scene = await setTheScene(`file:${file}`)
  const [server] = await scene.start(1)
  if (!server) return
  const form = 'CallSid=last-call'
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': form.length,
    'x-signalwire-signature': sign(signingKey, `${publicUrl}/voice`, { CallSid: 'last-call' }),
    expect: '100-continue',
  }
  const inHand = request(`${server.url}/voice`, { method: 'POST', headers })
  inHand.flushHeaders()
  // The server has begun with it when it asks for the rest.
  await once(inHand, 'continue')
  const ended = server.end('SIGTERM')
  await refusal(server.url)
  inHand.end(form)
  const [response]: IncomingMessage[] = await once(inHand, 'response')
  expect(response?.statusCode).toBe(200)
  response?.resume()
  expect(await ended).toBe(0)
  // Whoever closes a database last leaves nothing beside its file.
  expect([existsSync(file), existsSync(`${file}-wal`)]).toEqual([true, false])
})

test('SIGTERM ends it within ten seconds, though connections send nothing or half a request', async () => {
  const scene = await setTheScene(`file:${temporaryFolder()}/test.db`)
  const [server] = await scene.start(1)
  if (!server) return
  const head = 'POST /voice HTTP/1.1\r\nHost: line.example.com\r\n'
  const form = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nCallSid='
  await Promise.all(['', head, head + form].map((bytes) => sendAndStay(server.url, bytes)))
  const begun = performance.now()
  expect(await server.end('SIGTERM')).toBe(0)
  expect(performance.now() - begun).toBeLessThan(10_000)
})

test('a database that cannot be closed is one line in the log and exit code 1', async () => {
  const folder = temporaryFolder()
  const fault = `import Sqlite from '${import.meta.resolve('better-sqlite3')}'
    Sqlite.prototype.close = () => { throw new Error('disk I/O error') }`
  writeFileSync(`${folder}/fault.mjs`, fault)
  const env = { PATH: process.env.PATH, PORT: '0', DATABASE_URL: `file:${folder}/test.db` }
  const server = spawn(process.execPath, ['--import', `${folder}/fault.mjs`, main], { cwd: folder, env })
  const outputs = Promise.all([text(server.stdout), text(server.stderr), once(server, 'close')])
  await once(server.stdout, 'data')
  server.kill('SIGTERM')
  const [said, complained, [code]] = await outputs
  expect({ code, complained }).toEqual({ code: 1, complained: '' })
  expect(said).toMatch(/disk I\/O error.*"frontdesk could not close what it had open"/)
})

/** Sends bytes, waits until they are there, and keeps the connection open until the test is over. */
async function sendAndStay(url: string, bytes: string): Promise<void> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname).on('error', () => {})
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  socket.write(bytes)
  await wait(100)
}

/** Resolves once nobody listens any more. */
async function refusal(url: string): Promise<void> {
  while (
    await fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    )
  )
    await wait(20)
}
