import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { sign } from '../../src/signalwire/signature.ts'
import { signingKey } from '../helper.ts'
import type { ServerProcess } from '../server-process.ts'
import { temporaryFolder } from '../store/databases.ts'
import { publicUrl, setTheScene } from './scene.ts'

test('a server that is a second behind turns new calls away and says so, while calls in progress go on', {
  timeout: 120_000,
}, async () => {
  const scene = await setTheScene(`file:${temporaryFolder()}/test.db`)
  const [server] = await scene.start(1)
  if (!server) return
  await scene.fileClient()
  const first = await callUntilTaken(server, 'before')
  const url = /action="([^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''

  // Stopped, it finds its event loop late when it goes on, and what arrived meanwhile waiting.
  server.signal('SIGSTOP')
  const newCall = post(server, '/voice', { CallSid: 'new' })
  const inProgress = post(server, url, { CallSid: 'before', SpeechResult: 'Example Man' })
  const readiness = fetch(`${server.url}/readyz`)
  await wait(1_500)
  server.signal('SIGCONT')

  const turnedAway = await (await newCall).text()
  expect(turnedAway).toContain('Sorry, we are very busy right now.')
  expect(turnedAway).toContain('<Number>+12025550190</Number>')
  expect(await (await inProgress).text()).toContain('Example Man, please enter the year you were born.')
  const ready = await readiness
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'not ready', reason: 'overloaded' }])

  await callUntilTaken(server, 'new')
})

/** A machine with too much to do may turn calls away by itself. */
async function callUntilTaken(server: ServerProcess, CallSid: string): Promise<string> {
  for (;;) {
    const document = await (await post(server, '/voice', { CallSid })).text()
    if (document.includes('Please say your first and last name.')) return document
    await wait(200)
  }
}

/** A webhook as the platform sends it; `url` is a path, or the absolute URL in a document. */
function post(server: ServerProcess, url: string, fields: Record<string, string>): Promise<Response> {
  const path = url.replace(publicUrl, '')
  const parameters = { From: '+12025550123', To: '+12025550100', ...fields }
  const headers = { 'x-signalwire-signature': sign(signingKey, publicUrl + path, parameters) }
  return fetch(server.url + path, { method: 'POST', headers, body: new URLSearchParams(parameters) })
}
