import { expect, test } from 'vitest'
import { MOST_REFUSED, RefusalLimit } from '../../src/signalwire/refusal-limit.ts'
import { openTestLine } from '../helper.ts'
import { post } from '../post.ts'

test('an address has its share of refusals each minute', () => {
  const limit = new RefusalLimit()
  for (let n = 0; n < MOST_REFUSED; n++) expect(limit.count('203.0.113.7', 0)).toBe(false)
  expect(limit.isOver('203.0.113.7', 0)).toBe(false)
  expect(limit.count('203.0.113.7', 0)).toBe(true)
  expect(limit.count('203.0.113.7', 0)).toBe(false)
  expect(limit.isOver('203.0.113.7', 59_999)).toBe(true)
  expect(limit.isOver('203.0.113.8', 0)).toBe(false)
  expect(limit.isOver('203.0.113.7', 60_000)).toBe(false)
})

test('all of one network in IPv6 share theirs', () => {
  const limit = new RefusalLimit()
  for (let n = 0; n <= MOST_REFUSED; n++) limit.count(`2001:db8:1:2:${n.toString(16)}::1`, 0)
  expect(limit.isOver('2001:db8:1:2:ffff::2', 0)).toBe(true)
  expect(limit.isOver('2001:db8:1:3::1', 0)).toBe(false)
})

test('a flood from ever new addresses takes no more memory than ten thousand of them', () => {
  const limit = new RefusalLimit()
  for (let n = 0; n <= MOST_REFUSED; n++) limit.count('first', 0)
  for (let n = 0; n < 10_000; n++) limit.count(`10.0.${n >> 8}.${n & 255}`, 0)
  expect(limit.isOver('first', 0)).toBe(false)
})

test('who fails the signature too often is turned away, unlogged; the platform at the same address is not', async () => {
  const line = await openTestLine()
  const statuses: number[] = []
  for (let n = 0; n < MOST_REFUSED + 50; n++) {
    statuses.push((await post(line, '/voice', { CallSid: 'a' }, 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=')).statusCode)
  }
  expect(statuses.indexOf(429)).toBe(MOST_REFUSED)
  expect(statuses.slice(MOST_REFUSED).every((status) => status === 429)).toBe(true)
  expect((await post(line, '/voice', { CallSid: 'a' }, '')).statusCode).toBe(429)
  expect((await post(line, '/voice', { CallSid: 'a' })).statusCode).toBe(200)
  const refused = line.log.filter((one) => one.includes('refused 429') || one.includes('too many fail'))
  expect(refused).toHaveLength(1)
})
