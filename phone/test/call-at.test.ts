import { expect, test } from 'vitest'
import type { Target } from '../src/engine/call.ts'
import { callAt } from '../src/engine/call-at.ts'
import type { Request } from '../src/engine/send.ts'

const url = 'https://line.example/voice'
const christmas = Date.parse('2026-12-25T15:00:00Z')

/** The time that a request of the call tells, a minute after its beginning, and the clock's. */
async function timesOf(target: Target, at: string | undefined) {
  const sent: Request[] = []
  const { clock, send } = callAt(target, { at }, async (request) => {
    sent.push(request)
    return { status: 200, headers: {}, body: '' }
  })
  await clock?.sleep(60)
  const limits = { connect: 1, read: 1, total: 1 }
  await send({ method: 'POST', url, headers: { a: 'b' }, limits, signal: new AbortController().signal })
  return { headers: sent[0]?.headers, now: clock?.now() }
}

test('a line that reads times is told with each request what time it is', async () => {
  const target = { url, readTime: () => christmas }
  expect(await timesOf(target, '2026-12-25T10:00')).toEqual({
    headers: { a: 'b', 'x-phone-time': '2026-12-25T15:01:00.000Z' },
    now: christmas + 60_000,
  })
  expect((await timesOf(target, undefined)).headers).toEqual({ a: 'b' })
})

test('any other line is told nothing: only the clock of the platform is set', async () => {
  const { headers, now } = await timesOf({ url }, '2026-12-25T15:00Z')
  expect({ headers, now }).toEqual({ headers: { a: 'b' }, now: christmas + 60_000 })
})
