import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { say } from 'cxml-phone'
import { expect, test } from 'vitest'
import { HOURS_AGE_MS } from '../../src/hours/office.ts'
import { readHoursYaml } from '../../src/hours/yaml.ts'
import { writeHours } from '../../src/store/hours.ts'
import { openTestLine } from '../helper.ts'
import { runCommand } from '../run-command.ts'
import { temporaryFolder } from '../store/databases.ts'
import { read, terminalOf } from './pages.ts'

const PAGE = 'docs/hours.md'

test('the file on the page is read', () => {
  expect(readHoursYaml(fileOnPage(), ['en-US', 'es-US'])).toMatchObject({
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

test('a caller on Christmas hears what the page shows', async () => {
  let now = new Date('2026-12-25T10:00-05:00')
  const line = await openTestLine({ now: () => now, settings: { OFFICE_NAME: 'Example Clinic' } })
  const hours = readHoursYaml(fileOnPage(), ['en-US'])
  if ('faults' in hours) throw new Error(hours.faults.join('\n'))
  await writeHours(line.database, hours.hours)
  now = new Date(now.getTime() + HOURS_AGE_MS)
  const { heard } = await line.call([say('operator')])
  expect(heard).toEqual(spokenOnPage())
})

function fileOnPage(): string {
  return /```yaml\n([^`]*)```/.exec(read(PAGE))?.[1] ?? ''
}

/** What the line says in the transcripts, in their order. */
function spokenOnPage(): string[] {
  const transcripts = [...read(PAGE).matchAll(/```\n {2}line {2}([^`]*)\n```/g)]
  return transcripts.flatMap(([, text = '']) => text.split('\n').map((line) => line.trim()))
}
