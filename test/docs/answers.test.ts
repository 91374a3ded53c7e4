import { type Answer, press, say, silence } from 'cxml-phone'
import { expect, test } from 'vitest'
import { openTestLine, type TestClient } from '../helper.ts'
import { read } from './pages.ts'

const now = new Date('2026-11-22T15:00:00Z')
const clients: TestClient[] = [
  { id: 'c1', name: 'Example Man', pin: '1995', appointments: [{ at: '2026-12-15T14:00' }] },
]

const transcripts = [...read('docs/answers.md').matchAll(/```\n( {2}line {2}[^`]*)```/g)].map(
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
  expect(transcripts.length).toBeGreaterThanOrEqual(4)
})

test.each(transcripts.map((lines, index) => ({ lines, index })))(
  'a caller hears transcript $index',
  async ({ lines }) => {
    const line = await openTestLine({ clients, now, settings: { REQUESTS: 'on' } })
    const { heard } = await line.call([say('Example Man'), press('1995'), ...answersOf(lines)])
    const spoken = spokenIn(lines)
    expect(heard.slice(2, 2 + spoken.length)).toEqual(spoken)
  },
)
