import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { fileClients } from '../helper.ts'
import { productionOf } from '../production.ts'
import { startProcess } from '../server-process.ts'
import { openForTest, temporaryFolder } from '../store/databases.ts'
import { startMessagesApi } from '../texts/messages-api.ts'
import { balance, callFrom, client } from './scene.ts'

const run = promisify(execFile)
const root = new URL('../..', import.meta.url).pathname

/** The built project as it goes to production: without phone, bench and whatever only development needs. */
async function copyForProduction(): Promise<string> {
  const copy = temporaryFolder()
  const parts = ['package.json', 'package-lock.json', 'dist', 'data', 'node_modules']
  await run('cp', ['-a', ...parts, copy], { cwd: root })
  await run('npm', ['prune', '--omit=dev', '--ignore-scripts', '--offline'], { cwd: copy })
  return copy
}

test('production serves calls without phone, bench and development dependencies', async () => {
  const project = await copyForProduction()
  const installed = readdirSync(`${project}/node_modules`)
  expect(installed).toContain('fastify')
  for (const name of ['cxml-phone', 'saxes', 'vite', 'typescript']) expect(installed).not.toContain(name)

  const folder = temporaryFolder()
  const api = await startMessagesApi()
  onTestFinished(() => api.close())
  const environment = productionOf(folder, api, `file:${folder}/test.db`)
  const database = await openForTest(`file:${folder}/test.db`)
  await fileClients(database, readConfig(environment), [client])
  const server = await startProcess(folder, environment, `${project}/dist/src/main.js`)
  onTestFinished(async () => void (await server.end('SIGKILL')))

  const call = await callFrom(0, balance([server]))
  expect(call.breaches).toEqual([])
  expect(call.heard.at(-1)).toBe('Your details will be messaged to you shortly. Goodbye.')
  await expect.poll(() => api.arrivals.length, { timeout: 10_000 }).toBe(1)

  const curl = [`${project}/dist/src/commands/curl.js`, 'voice', '--local', '--run']
  const env = { ...environment, PORT: new URL(server.url).port }
  expect((await run(process.execPath, curl, { cwd: folder, env })).stdout).toMatch(
    /^HTTP 200.*\n<Response>\n/,
  )
}, 180_000)
