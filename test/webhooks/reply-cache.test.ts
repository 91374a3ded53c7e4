import { expect, test } from 'vitest'
import type { Reply } from '../../src/call/reply.ts'
import { ReplyCache } from '../../src/webhooks/reply-cache.ts'

const reply: Reply = { next: 'hang up', lang: 'en-US', says: ['Goodbye.'], outcome: { kind: 'told' } }
const MINUTE_MS = 60_000

test('an answer is found by its call and delivery until the call is forgotten', () => {
  const memory = new ReplyCache(() => new Date(0))
  memory.keep('call-1', 'a', reply)
  expect(memory.find('call-1', 'a')).toBe(reply)
  expect(memory.find('call-1', 'b')).toBeUndefined()
  expect(memory.find('call-2', 'a')).toBeUndefined()
  memory.forget('call-1')
  expect(memory.find('call-1', 'a')).toBeUndefined()
})

test('of more calls than fit, those that were answered longest ago are dropped', () => {
  const memory = new ReplyCache(() => new Date(0))
  for (let call = 0; call < 1_000; call++) memory.keep(`call-${call}`, 'a', reply)
  memory.keep('call-0', 'b', reply)
  memory.keep('one more', 'a', reply)
  expect(memory.find('call-0', 'a')).toBe(reply)
  expect(memory.find('call-1', 'a')).toBeUndefined()
  expect(memory.find('call-2', 'a')).toBe(reply)
})

test('what no link of a call can lead to any more is dropped', () => {
  const clock = { now: 0 }
  const memory = new ReplyCache(() => new Date(clock.now))
  memory.keep('old', 'a', reply)
  clock.now = 15 * MINUTE_MS
  memory.keep('young', 'a', reply)
  clock.now = 25 * MINUTE_MS
  memory.keep('new', 'a', reply)
  expect(memory.find('old', 'a')).toBeUndefined()
  expect(memory.find('young', 'a')).toBe(reply)
})
