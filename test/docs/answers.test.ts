import { type Answer, press, say, silence } from 'cxml-phone'
import { expect, test } from 'vitest'
import { HOURS_AGE_MS } from '../../src/hours/office.ts'
import { writeHours } from '../../src/store/hours.ts'
import { openTestLine, type TestClient } from '../helper.ts'
import { read } from './pages.ts'

/** A Saturday, on which the office is closed. */
let at = Date.parse('2026-11-21T15:00:00Z')
const clients: TestClient[] = [
  { id: 'c1', name: 'Example Man', pin: '1995', appointments: [{ at: '2026-12-15T14:00' }] },
]

const transcripts = [...read('docs/answers.md').matchAll(/```\n( {2}(?:line| you) {2}[^`]*)```/g)].map(
  ([, text = '']) => text.split('\n').filter(Boolean),
)

/** What is said and keyed in a transcript, and what the line says. */
function answersOf(lines: string[]): Answer[] {
  return lines.flatMap((line) => {
    const [, given = ''] = /^ {3}you {2}(.*)$/.exec(line) ?? []
    if (given === '') return []
    if (given === '(silence)') return [silence]
    return [given.startsWith('keys ') ? press(given.slice(5).replaceAll(' ', '')) : say(given.slice(1, -1))]
  })
}

const spokenIn = (lines: string[]) =>
  lines.filter((line) => !line.startsWith('   you')).map((line) => line.slice(8))

test('the page has a transcript of each thing that callers can answer', () => {
  expect(transcripts.length).toBeGreaterThanOrEqual(7)
})

/** Those that begin at the question for the name; the others begin after the PIN. */
const isFromStart = (lines: string[]) => lines[0]?.startsWith('   you') === true

test.each(transcripts.map((lines, index) => ({ lines, index })))(
  'a caller hears transcript $index',
  async ({ lines }) => {
    const line = await openTestLine({ clients, now: () => new Date(at), settings: { REQUESTS: 'on' } })
    await writeHours(line.database, { weekly: { monday: [{ from: 540, to: 1080 }] }, closed: [] })
    at += HOURS_AGE_MS
    const before = isFromStart(lines) ? [] : [say('Example Man'), press('1995')]
    const from = lines.some((one) => one.includes('Please enter')) ? 'anonymous' : line.caller
    const { heard } = await line.call([...before, ...answersOf(lines)], { from })
    const spoken = spokenIn(lines)
    const first = isFromStart(lines) ? 1 : 2
    expect(heard.slice(first, first + spoken.length)).toEqual(spoken)
  },
)

test('whoever replies to a text gets the answers that the page shows', async () => {
  const settings = { REQUESTS: 'on', OPERATOR_NUMBER: '+12025550177' }
  const line = await openTestLine({ clients, now: new Date('2026-11-22T15:00:00Z'), settings })
  await line.call([say('Example Man'), press('1995'), silence, say('yes')])
  const [, page = ''] = /```\n(Text to [^`]*)```/.exec(read('docs/answers.md')) ?? []
  const [first, ...rest] = page.split('\n\n').map((text) => text.split('\n  '))
  expect((await line.texts()).map(({ to, body }) => [`Text to ${to}`, body])).toEqual([first])
  for (let at = 0; at < rest.length; at += 2) {
    const { texts } = await line.text(rest[at]?.[1]?.trim() ?? '')
    expect(texts.map(({ to, body }) => [`Text to ${to}`, body])).toEqual([
      rest[at + 1]?.map((part) => part.trim()),
    ])
  }
  expect(rest).toHaveLength(8)
})
