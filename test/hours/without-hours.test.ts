import { say } from 'cxml-phone'
import { expect, test } from 'vitest'
import { openTestLine } from '../helper.ts'
import { post } from '../post.ts'

const now = new Date('2026-11-22T15:00:00Z')

test('with no hours and no OFFICE_NAME every document is byte for byte what it was before there were any', async () => {
  const documents: string[] = []
  for (const settings of [{ OPERATOR_NUMBER: '+12025550177' }, {}]) {
    const line = await openTestLine({ now, settings })
    const call = await line.call([say('operator')], {
      callSid: 'call-1',
      switches: { dialStatus: 'no-answer' },
    })
    documents.push(
      ...call.events.flatMap((event) => (event.kind === 'exchanged' ? [event.document ?? ''] : [])),
    )
    documents.push((await post(line, '/fallback', { CallSid: 'call-2' })).body)
  }
  const all = documents.filter((document) => document !== '').join('\n\n')
  await expect(all).toMatchFileSnapshot('without-hours.xml.txt')
})
