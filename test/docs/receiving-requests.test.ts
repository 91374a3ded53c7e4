import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { expect, onTestFinished, test } from 'vitest'
import { postToOffice } from '../../src/requests/office-server.ts'
import { requestColumns } from '../../src/requests/write.ts'
import { freePort } from '../../src/server/free-port.ts'
import { secret } from '../requests/office.ts'
import { temporaryFolder } from '../store/databases.ts'
import { read, root } from './pages.ts'

const blockOf = (language: string) =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(read('docs/receiving-requests.md'))?.[1] ?? ''

test('the receiver on the page takes what is signed and nothing else, and acts on it once', async () => {
  const folder = temporaryFolder()
  symlinkSync(join(root.pathname, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'receiver.mjs'), blockOf('js'))
  const port = await freePort('127.0.0.1')
  const env = { ...process.env, PORT: String(port), REQUESTS_SECRET: secret }
  const receiver = spawn(process.execPath, ['receiver.mjs'], { cwd: folder, env })
  onTestFinished(() => void receiver.kill())
  await expect.poll(() => isOpen(port), { timeout: 20_000, interval: 20 }).toBe(true)
  let printed = ''
  receiver.stdout.on('data', (text) => (printed += text))

  const body = JSON.stringify(JSON.parse(blockOf('json')))
  const sentAt = new Date()
  const post = (given: string) =>
    postToOffice({ url: `http://127.0.0.1:${port}/`, isPrivate: true }, given, {
      'webhook-id': 'r1',
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign('r1', sentAt, body),
    })
  expect(await post(body)).toBeUndefined()
  expect(await post(body)).toBeUndefined()
  expect(await post(body.replace('confirm', 'cancel'))).toBe('HTTP 400')
  receiver.kill()
  await once(receiver, 'close')
  expect(printed).toBe('confirm c1 2026-12-15T19:00:00.000Z\n')
})

test('the request on the page has the fields that are sent', () => {
  expect(Object.keys(JSON.parse(blockOf('json')).data)).toEqual([...requestColumns])
})

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  return new Promise<boolean>((resolve) => {
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false))
  }).finally(() => socket.destroy())
}
