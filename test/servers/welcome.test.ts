import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../run-command.ts'
import { main } from '../server-process.ts'
import { temporaryFolder } from '../store/databases.ts'

/** Another program on the default port, which counts its requests; it may be there already. */
async function takeDefaultPort() {
  const requests: string[] = []
  const other = createServer((request, response) => {
    requests.push(request.url ?? '')
    response.end('another program')
  })
  await new Promise<void>((resolve) => {
    other.once('error', () => resolve()).listen(3000, '127.0.0.1', resolve)
  })
  onTestFinished(() => void other.close())
  return requests
}

/** What a start in development prints, up to the ways to call it. */
async function startIn(folder: string, environment: Record<string, string> = {}): Promise<string> {
  const env = { PATH: process.env.PATH, DATABASE_URL: `file:${folder}/test.db`, ...environment }
  const server = spawn(process.execPath, [main], { cwd: folder, env })
  let printed = ''
  for await (const part of server.stdout) {
    printed += part
    if (printed.includes('in the browser')) break
  }
  server.kill('SIGKILL')
  await once(server, 'exit')
  return printed
}

test('a start says aloud that port 3000 is taken, which port it uses, and how to call it there', async () => {
  await takeDefaultPort()
  const printed = await startIn(temporaryFolder())
  const [, port] = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(printed) ?? []
  expect(port).not.toBe('3000')
  expect(printed).toContain(`Port 3000 is taken by another program, so this server uses port ${port}:`)
  expect(printed).toContain(`  PORT=${port} npm run phone `)
})

test("a test's phone calls a server of its own, and says where, whatever runs on port 3000", async () => {
  const requests = await takeDefaultPort()
  const { code, out } = await runCommand('phone', ['--say', 'Example Man', '--keys', '1995', '--say', 'no'])
  expect(code).toBe(0)
  expect(out).toMatch(/^Calling \+12025550100 from \+12025550123, at http:\/\/127\.0\.0\.1:\d+\/voice\n/)
  expect(out).not.toContain(':3000/')
  expect(requests).toEqual([])
})

test('a start names a sample client only where one is on file', async () => {
  const folder = temporaryFolder()
  expect(await startIn(folder, { PORT: '0' })).toContain('say "Example Man", enter 1995')
  writeFileSync(`${folder}/people.csv`, 'name,pin,phone\nAnn Lee,1111,+12025550144\n')
  const database = { DATABASE_URL: `file:${folder}/test.db` }
  const imported = await runCommand('import', ['people.csv', '--replace'], { folder, environment: database })
  expect(imported).toMatchObject({ code: 0, err: '' })
  const printed = await startIn(folder, { PORT: '0' })
  expect(printed).not.toContain('Example Man')
  expect(printed).toContain('say a name that is on file, enter its PIN')
})
