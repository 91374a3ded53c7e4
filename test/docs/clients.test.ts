import { expect, test } from 'vitest'
import { csvColumns } from '../../src/import/columns.ts'
import { keepSampleClients } from '../../src/import/sample-clients.ts'
import { runCommand } from '../run-command.ts'
import { openForTest, temporaryFolder } from '../store/databases.ts'
import { read, root, terminalOf } from './pages.ts'

const SAMPLE = 'data/sample-clients.csv'

test('the sample file is imported without a fault or a warning, as the README shows', async () => {
  const printed = terminalOf('README.md', `npm run -s import -- ${SAMPLE} --replace`)
  const environment = { DATABASE_URL: `file:${temporaryFolder()}/a.db`, PIN_SECRET: 'a secret of the tests' }
  const samples = { pinSecret: environment.PIN_SECRET, pinLength: 4, timeZone: 'America/New_York' }
  await keepSampleClients(await openForTest(environment.DATABASE_URL), samples, Date.now())
  const file = new URL(SAMPLE, root).pathname
  const { code, out, err } = await runCommand('import', [file, '--replace'], { environment })
  expect({ code, out: out.replaceAll(root.pathname, ''), err }).toEqual({ code: 0, out: printed, err: '' })
})

test('the page shows the sample file, and describes every column', () => {
  const page = read('docs/clients.md')
  expect(page).toContain(read(SAMPLE))
  const described = [...page.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name)
  expect(described).toEqual([...csvColumns])
})
