import { expect, test } from 'vitest'
import {
  MOST_LARGE_VERIFIED,
  MOST_REFUSED,
  RefusalLimit,
  SMALL_BODY,
} from '../../src/signalwire/refusal-limit.ts'
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

test('a flood of large bodies uses up the verifications of its address, but never those of small ones', async () => {
  const limit = new RefusalLimit()
  for (let n = 0; n <= MOST_REFUSED; n++) limit.count('203.0.113.7', 0)
  for (let n = 0; n < MOST_LARGE_VERIFIED; n++) {
    expect(limit.mayVerify('203.0.113.7', SMALL_BODY + 1)).toBe(true)
  }
  expect(limit.mayVerify('203.0.113.7', SMALL_BODY + 1)).toBe(false)
  expect(limit.mayVerify('203.0.113.7', SMALL_BODY)).toBe(true)
  expect(limit.mayVerify('203.0.113.8', SMALL_BODY + 1)).toBe(true)
  for (let n = 0; n <= MOST_REFUSED; n++) limit.count('203.0.113.7', 60_000)
  expect(limit.mayVerify('203.0.113.7', SMALL_BODY + 1)).toBe(true)
})

test('forms with thousands of fields are not parsed, and count as refused; calls from the same address go on', async () => {
  const line = await openTestLine()
  const flood = Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`k${n}`, 'v']))
  const statuses: number[] = []
  for (let n = 0; n < MOST_REFUSED + MOST_LARGE_VERIFIED + 20; n++) {
    statuses.push((await post(line, '/voice', flood, 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=')).statusCode)
  }
  const parsed = MOST_REFUSED + 1 + MOST_LARGE_VERIFIED
  expect(statuses.slice(0, parsed).every((status) => status === 413)).toBe(true)
  expect(statuses.slice(parsed).every((status) => status === 429)).toBe(true)
  expect((await line.call([])).ending.by).toBe('line')
})

test('a signed form of more than a hundred fields, or over 32 kB, is refused too', async () => {
  const line = await openTestLine()
  const fields = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, 'v']))
  const ours = 4
  expect((await post(line, '/voice', { CallSid: 'a', ...fields(100 - ours) })).statusCode).toBe(200)
  expect((await post(line, '/voice', { CallSid: 'a', ...fields(101 - ours) })).statusCode).toBe(413)
  expect((await post(line, '/voice', { CallSid: 'a', SpeechResult: 'x'.repeat(32_500) })).statusCode).toBe(
    200,
  )
  expect((await post(line, '/voice', { CallSid: 'a', SpeechResult: 'x'.repeat(33_000) })).statusCode).toBe(
    413,
  )
})
