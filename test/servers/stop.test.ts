import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { sign } from '../../src/signalwire/signature.ts'
import { signingKey } from '../helper.ts'
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
