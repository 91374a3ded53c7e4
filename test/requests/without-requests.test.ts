import { press, say, silence } from 'cxml-phone'
import { expect, test } from 'vitest'
import { openTestLine, type TestClient } from '../helper.ts'

const now = new Date('2026-11-22T15:00:00Z')
const clients: TestClient[] = [
  { id: 'c1', name: 'Example Man', pin: '1995', appointments: [{ at: '2026-12-15T14:00' }] },
  { id: 'c3', name: 'Nobody Expected', pin: '1990' },
]
const right = [say('Example Man'), press('1995')]
const wrong = [say('Example Man'), press('1996')]

test('with REQUESTS=off every document is byte for byte what it was before there were requests', async () => {
  const line = await openTestLine({ clients, now, settings: { OPERATOR_NUMBER: '+12025550177' } })
  const calls = [
    { answers: [...right, say('yes')] },
    { answers: [...right, press('*'), silence, say('tja')] },
    { answers: right, from: 'anonymous' },
    { answers: [...right, press('0')] },
    { answers: [say('Nobody Expected'), press('1990')] },
    { answers: [...wrong, ...wrong, ...wrong] },
  ]
  const documents: string[] = []
  for (const [index, { answers, ...caller }] of calls.entries()) {
    const options = { callSid: `call-${index}`, switches: { dialStatus: 'no-answer' as const }, ...caller }
    const { events } = await line.call(answers, options)
    documents.push(...events.flatMap((event) => (event.kind === 'exchanged' ? [event.document ?? ''] : [])))
  }
  const all = documents.filter((document) => document !== '').join('\n\n')
  await expect(all).toMatchFileSnapshot('without-requests.xml.txt')
})
