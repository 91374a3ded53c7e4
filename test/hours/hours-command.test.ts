import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand } from '../run-command.ts'
import { temporaryFolder } from '../store/databases.ts'

const file = `monday: 9:00-12:30, 13:30-18:00
closed:
  - date: 2026-12-25
    every-year: true
    say:
      en-US: Our office is closed today for Christmas.
`

/** The command with a database and a file of its own. */
function openHours() {
  const folder = temporaryFolder()
  const environment = { DATABASE_URL: `file:${folder}/hours.db` }
  const hours = (...args: string[]) => runCommand('hours', args, { folder, environment })
  const write = (text: string) => writeFileSync(join(folder, 'hours.yaml'), text)
  return { hours, write }
}

test('hours are imported, shown, and exported as they were written', async () => {
  const { hours, write } = openHours()
  expect((await hours('show')).out).toBe('There are no opening hours: the office is always open.\n')
  write(file)
  expect(await hours('import', 'hours.yaml')).toEqual({
    code: 0,
    out: 'The office is open on 1 day a week, and has 1 closed day. The next call hears it.\n',
    err: '',
  })
  expect((await hours('export')).out).toBe(file)
  const shown = (await hours('show')).out
  expect(shown).toMatch(/^Monday {6}9:00-12:30, 13:30-18:00\nTuesday {5}closed\n/)
  expect(shown).toContain(
    '\nClosed      2026-12-25, every year, "Our office is closed today for Christmas."\n',
  )
  expect(shown).toMatch(/\nNow {9}(open|closed) until [\d-]+ [\d:]+ \(America\/New_York\)\n$/)
})

test('a file with faults changes nothing, and each fault is named; an empty one removes the hours', async () => {
  const { hours, write } = openHours()
  write(file)
  await hours('import', 'hours.yaml')
  write('monday: 9:00-8:00\nfridai: 9:00-10:00')
  const refused = await hours('import', 'hours.yaml')
  expect([refused.code, refused.out]).toEqual([1, ''])
  expect(refused.err).toMatch(
    /^line 1: .* before it begins.*\nline 2: "fridai" is no day.*\nhours.yaml has faults, /,
  )
  expect((await hours('import', 'nowhere.yaml')).err).toBe(
    'nowhere.yaml cannot be read: there is no such file or folder.\n',
  )
  expect((await hours('export')).out).toBe(file)
  write((await hours('export')).out.replace(/^/gm, '#'))
  expect((await hours('import', 'hours.yaml')).out).toMatch(/always open/)
  expect((await hours('export')).out).toBe('# Without opening hours the office is always open.\n')
})
