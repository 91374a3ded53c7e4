import { expect, test } from 'vitest'
import { csvColumns } from '../../src/import/header.ts'
import { runCommand } from '../run-command.ts'
import { read, root, terminalOf } from './pages.ts'

const SAMPLE = 'data/sample-clients.csv'

test('the sample file is imported without a fault or a warning, as the README shows', async () => {
  const printed = terminalOf('README.md', `npm run -s import -- ${SAMPLE} --replace`)
  const { code, out, err } = await runCommand('import', [new URL(SAMPLE, root).pathname, '--replace'])
  expect({ code, out: out.replaceAll(root.pathname, ''), err }).toEqual({ code: 0, out: printed, err: '' })
})

test('the page shows the sample file, and describes every column', () => {
  const page = read('docs/clients.md')
  expect(page).toContain(read(SAMPLE))
  const described = [...page.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name)
  expect(described).toEqual([...csvColumns])
})
