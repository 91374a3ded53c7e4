import { press, say } from 'cxml-phone'
import { expect, test } from 'vitest'
import { openTestLine } from '../helper.ts'

const clients = [{ id: 'c1', name: 'Example Man', pin: '1995', appointments: [{ at: '2099-12-15T14:00' }] }]
const answers = [say('Example Man'), press('1995'), say('yes')]

test('a text that could not be stored is not recorded as texted', async () => {
  const line = await openTestLine({ clients })
  await line.database.run(
    `CREATE TRIGGER no_texts BEFORE INSERT ON texts BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`,
  )
  const call = await line.call(answers)
  expect(call.heard).toContain('Sorry, something went wrong on our side.')
  expect(await line.database.all('SELECT what FROM disclosure_log')).toEqual([{ what: 'told' }])
  expect(await line.texts()).toEqual([])
})

test('what a database says of a text that fails never shows a number in the log', async () => {
  const line = await openTestLine({ clients })
  await line.database.run(
    `CREATE TRIGGER no_claims BEFORE UPDATE OF tries ON texts
     BEGIN SELECT RAISE(ABORT, 'the row (+12025550123, "Example Man") is refused'); END`,
  )
  await line.call(answers)
  const failures = line.log.filter((entry) => entry.includes('a text could not be handled'))
  expect(failures.length).toBeGreaterThan(0)
  expect(failures[0]).toContain('is refused')
  expect(line.log.join('')).not.toMatch(/2025550123|Example Man/)
})
