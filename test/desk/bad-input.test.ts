import { expect, test } from 'vitest'
import { erase } from '../../src/retention/erase.ts'
import { recordRequest } from '../../src/store/requests.ts'
import { openDesk, password } from './desk.ts'

/** What else goes wrong has its sentence, too: a file in import.test.ts, a database that is away in proof.test.ts. */

const now = new Date('2026-11-23T09:00:00-05:00')
const clients = [{ id: 'c7', name: 'Ann Lee', pin: '1966' }]

test('a wrong password, and a link that is not good, are told in one sentence', async () => {
  const { visitor, add } = await openDesk({ now })
  await add('ann')
  const wrong = await visitor.post('/desk/sign-in', { name: 'ann', password: `${password}!` })
  expect([wrong.statusCode, wrong.body]).toEqual([401, expect.stringContaining('do not go together')])
  expect(wrong.body).toContain('name="name" value="ann"')
  const gone = await visitor.get(`/desk/choose/${'A'.repeat(43)}`)
  expect([gone.statusCode, gone.body]).toEqual([410, expect.stringContaining('Ask for a new one.')])
})

test('whatever is done with a person who is gone meanwhile says that they are gone', async () => {
  const { add, database } = await openDesk({ now, clients })
  const browser = await add('ann')
  expect((await browser.get('/desk/people/c7')).statusCode).toBe(200)
  await erase(database, 'c7', now.getTime())
  const replies = [
    await browser.get('/desk/people/c7'),
    await browser.post('/desk/people/c7/open'),
    await browser.post('/desk/people/c7/erase', { sure: 'yes' }),
  ]
  for (const { statusCode, body } of replies)
    expect([statusCode, body]).toEqual([
      404,
      expect.stringContaining('They may have been removed meanwhile.'),
    ])
})

test('the second of two people who deal with one request is told that it was done', async () => {
  const { add, database } = await openDesk({ now })
  const [ann, bob] = [await add('ann'), await add('bob')]
  const call = { call: 'call-1', step: 'call-back', kind: 'call-back', client: null } as const
  await recordRequest(database, { id: 'r1', ...call, number: '+12025550188', at: now.getTime() })
  const done = { kind: 'request', id: 'r1' }
  const both = await Promise.all([ann.post('/desk/to-do/done', done), bob.post('/desk/to-do/done', done)])
  const told = both.map(({ headers }) => headers.location).sort()
  expect(told).toEqual(['/desk/to-do?after=done', '/desk/to-do?after=gone'])
  expect((await bob.get('/desk/to-do?after=gone')).body).toContain('Somebody else has dealt with it already.')
})
