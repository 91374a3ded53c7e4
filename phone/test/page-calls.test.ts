import { expect, test } from 'vitest'
import { createPageCalls } from '../src/page/calls.ts'
import { pages } from './helper.ts'

test('keeps no call open for a page that comes back while the server closes', () => {
  const calls = createPageCalls(undefined, () => {})
  const numbers = { from: '+12025550123', to: '+12025550100' }
  const url = 'https://line.example/voice'
  const send = pages({}).send
  const before = calls.place({ ...numbers, url, send })
  calls.close()
  const after = calls.place({ ...numbers, url, send })
  expect([calls.find(before.id), calls.find(after.id)]).toEqual([undefined, undefined])
})
