import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readHoursYaml } from '../../src/hours/yaml.ts'
import { runCommand } from '../run-command.ts'
import { temporaryFolder } from '../store/databases.ts'
import { read, terminalOf } from './pages.ts'

const PAGE = 'docs/hours.md'

test('the file on the page is read', () => {
  const [, file = ''] = /```yaml\n([^`]*)```/.exec(read(PAGE)) ?? []
  expect(readHoursYaml(file, ['en-US', 'es-US'])).toMatchObject({
    hours: { closed: [{ date: '2026-12-25' }] },
  })
})

test('the faults on the page are those of such a file', async () => {
  const folder = temporaryFolder()
  const file = 'monday: 9:00-12:30, 12:00-18:00\n\nclosed:\n  - date: 2026-02-29\n'
  writeFileSync(join(folder, 'hours.yaml'), file)
  const { err } = await runCommand('hours', ['import', 'hours.yaml'], { folder })
  expect(err).toBe(terminalOf(PAGE, 'npm run -s hours -- import'))
})
