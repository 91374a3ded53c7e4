import { expect, test } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { welcome } from '../../src/development/welcome.ts'
import { printFindings } from '../../src/doctor/print.ts'
import { keepSampleClients } from '../../src/import/sample-clients.ts'
import { openDatabase } from '../../src/store/open.ts'
import { diagnose } from '../doctor/diagnose.ts'
import { runCommand } from '../run-command.ts'
import { number, project, startSpace, token } from '../signalwire/space.ts'
import { temporaryFolder } from '../store/databases.ts'
import { read, terminalOf } from './pages.ts'

const PAGE = 'docs/first-call.md'
const page = read(PAGE)
const phone = '+15551234567'
const publicUrl = 'https://something.ngrok-free.app'
const pinSecret = 'a secret of the tests, which keys the PINs'

test('the doctor prints what the page shows before a number points here', async () => {
  const DATABASE_URL = await sampleDatabase()
  const { checks, space } = await diagnose({
    numbers: () => [number(phone)],
    environment: { DATABASE_URL, PIN_SECRET: pinSecret },
  })
  const printed = printFindings(checks)
    .replace(space.host, 'example.signalwire.com')
    .replace(/https:\/\/localhost:\d+/, publicUrl)
    .replace(/in \d+ ms/, 'in 94 ms')
  expect(printed.trim()).toBe(terminalOf(PAGE, 'npm run -s doctor').trim())
})

test('the doctor ends with the sentence that the page quotes when all is well', () => {
  expect(page).toContain(`\`${printFindings([]).trim()}\``)
})

test('a start prints the sentence that the page quotes once everything is set', () => {
  const config = readConfig({
    ...{ PUBLIC_URL: publicUrl, SIGNALWIRE_PROJECT_ID: project, SIGNALWIRE_API_TOKEN: token },
    ...{ SIGNALWIRE_SPACE_URL: 'example.signalwire.com', SIGNALWIRE_SIGNING_KEY: 'PSK_test' },
    ...{ STATE_SECRET: 'unused', PIN_SECRET: 'unused' },
  })
  expect(page).toContain(
    `\`${welcome(config, { samples: [], wantedPort: 3000 }).trim().split('\n').at(-1)}\``,
  )
})

test('connect prints what the page shows', async () => {
  const space = await startSpace([number(phone, { message_handler: null, message_request_url: null })])
  const environment = {
    PUBLIC_URL: publicUrl,
    SIGNALWIRE_PROJECT_ID: project,
    SIGNALWIRE_API_TOKEN: token,
    SIGNALWIRE_SPACE_URL: space.host,
  }
  const { out } = await runCommand('connect', [phone], { environment, certs: [space.cert], input: 'y\n' })
  // What is typed is not echoed where no terminal is.
  const shown = terminalOf(PAGE, 'npm run -s connect').replace('[y/N] y\n', '[y/N] ')
  expect(out.trim()).toBe(shown.trim())
})

/** A database with the sample clients on file, as a first start in development leaves it. */
async function sampleDatabase(): Promise<string> {
  const url = `file:${temporaryFolder()}/frontdesk.db`
  const database = await openDatabase(url)
  await keepSampleClients(database, { pinSecret, pinLength: 4, timeZone: 'America/New_York' }, Date.now())
  await database.close()
  return url
}
