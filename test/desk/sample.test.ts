import { expect, test } from 'vitest'
import { runCommand } from '../run-command.ts'
import { startProcess } from '../server-process.ts'
import { temporaryFolder } from '../store/databases.ts'

test('the sample calls put something on every page of a desk in development', {
  timeout: 60_000,
}, async () => {
  const folder = temporaryFolder()
  const settings = {
    ...{ REQUESTS: 'on', KEEP_MISHEARD: 'on', DATABASE_URL: `file:${folder}/data.db` },
    ...{ STATE_SECRET: 'a secret of the tests', PIN_SECRET: 'another secret of the tests' },
  }
  const server = await startProcess(folder, settings)
  try {
    const environment = { ...settings, PORT: new URL(server.url).port }
    const { code, out, err } = await runCommand('desk', ['sample'], { environment, folder })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe('10 calls were played: open /desk of the server.\n')
    const page = async (path: string) => (await fetch(`${server.url}/desk/${path}`)).text()
    expect(await page('today')).toContain('<span class="figure">10</span><span>called</span>')
    const toDo = await page('to-do')
    for (const kind of ['Appointment confirmed', 'Wants to cancel', 'Wants to be called back'])
      expect(toDo).toContain(kind)
    expect(await page('not-found')).toContain('nobody')
    expect(await page('people')).toContain('action="/desk/people/c2/unlock"')
    expect(await page('record')).toContain('Told what is on file')
  } finally {
    await server.end('SIGTERM')
  }
})

test('sample calls are not played in production', async () => {
  const environment = {
    ...{ NODE_ENV: 'production', PUBLIC_URL: 'https://line.example.com', SIGNALWIRE_API_TOKEN: 'PT-token' },
    ...{
      SIGNALWIRE_PROJECT_ID: 'b3877c40-da60-4998-90ad-b792e98472af',
      SIGNALWIRE_SPACE_URL: 'space.example.com',
    },
    ...{
      SIGNALWIRE_SIGNING_KEY: 'PSK_test_0123456789abcdefghijklmnop',
      PIN_SECRET: 'a-secret-of-the-tests-which-keys-PINs',
    },
    STATE_SECRET: 'a-secret-of-the-tests-which-signs-progress',
  }
  const { code, err } = await runCommand('desk', ['sample'], { environment })
  expect({ code, err }).toEqual({ code: 1, err: 'Sample calls are played in development only.\n' })
})
