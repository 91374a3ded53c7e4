import { press, type Send } from 'cxml-phone'
import { describe, expect, test } from 'vitest'
import { openTestLine, sendInto } from '../helper.ts'

const operator = '+12025550190'
const heardLast = [
  'Sorry, something went wrong on our side.',
  'Let me connect you to someone who can help.',
  'Goodbye.',
]
const open = () => openTestLine({ settings: { OPERATOR_NUMBER: operator } })
type TestLine = Awaited<ReturnType<typeof open>>

/** Keeps the documents, and lets every answer fail but those of one route. */
function onlyRoute({ app }: TestLine, route: string, documents: string[]): Send {
  const send = sendInto(app)
  return async (request) => {
    const reply = await send(request)
    documents.push(String(reply.body))
    return new URL(request.url).pathname === route ? reply : { ...reply, status: 500 }
  }
}

describe('a line whose answers all fail', () => {
  test.each(['completed', 'busy', 'no-answer', 'failed', 'canceled'] as const)(
    'dials the operator once, who is %s, and the call ends',
    async (dialStatus) => {
      const line = await open()
      const call = await line.call([], {
        fallbackUrl: `${line.publicUrl}/fallback`,
        send: onlyRoute(line, '/fallback', []),
        switches: { dialStatus, strictness: 'lenient', actionFallback: 'taken' },
      })
      const dials = call.events.filter(({ kind }) => kind === 'dialled')
      expect(dials).toMatchObject([{ numbers: [operator] }])
      expect(call.heard).toEqual(heardLast)
      expect(call.ending.by).toBe('line')
    },
  )
})

describe('the operator is shown', () => {
  test.each([
    ['the number of the caller', '+12025550123', '+12025550100', 'callerId="+12025550123"'],
    ['our number, where the caller withholds theirs', 'anonymous', '+12025550100', 'callerId="+12025550100"'],
    ['our number, where the keypad says ANONYMOUS', '+266696687', '+12025550100', 'callerId="+12025550100"'],
    ['no number, where neither is one', 'anonymous', 'sip:office@example.com', undefined],
  ])('%s', async (_, from, to, shown) => {
    const line = await open()
    const documents: string[] = []
    const send = onlyRoute(line, '/fallback', documents)
    const wish = async (fallbackUrl: string | undefined, through: Send) =>
      line.call([press('0')], {
        from,
        to,
        send: through,
        switches: { strictness: 'lenient' },
        ...(fallbackUrl && { fallbackUrl }),
      })
    await wish(`${line.publicUrl}/fallback`, send)
    await wish(undefined, async (request) => {
      const reply = await sendInto(line.app)(request)
      documents.push(String(reply.body))
      return reply
    })
    const dials = documents.flatMap((document) => document.match(/<Dial[^>]*>/g) ?? [])
    expect(dials).toHaveLength(2)
    for (const dial of dials) expect(/callerId="[^"]*"/.exec(dial)?.[0]).toBe(shown)
  })
})
