import { expect, test, vi } from 'vitest'
import { fileClients, openTestLine, type TestClient } from '../helper.ts'
import { actionOf, type Line, masked, post } from '../post.ts'

const clients: TestClient[] = [
  { id: 'c1', name: 'Marguerite Thornbury', pin: '1995', appointments: [{ at: '2026-12-15T14:00' }] },
]
const now = new Date('2026-11-22T15:00:00Z')
const open = () => openTestLine({ clients, now })

/** On a busy machine a text may leave after the caller has heard that it will. */
const PATIENCE_MS = 15_000

type Fields = Record<string, string>
const steps: Fields[] = [
  {},
  { SpeechResult: 'Marguerite Thornbury' },
  { Digits: '1995' },
  { SpeechResult: 'yes' },
]

/** Plays a whole call; gives each webhook and the document it got. */
async function playCall(line: Line) {
  let url = '/voice'
  const played: { url: string; fields: Fields; document: string }[] = []
  for (const step of steps) {
    const fields = { CallSid: 'call-1', ...step }
    const { body } = await post(line, url, fields)
    played.push({ url, fields, document: body })
    url = actionOf(body)
  }
  return played
}

/** The end of another call is kept after everything that was answered before it. */
function areWritten(line: Line) {
  return post(line, '/call-status', { CallSid: 'another', CallStatus: 'completed' })
}

async function countEffects(line: Line) {
  const entries = await line.database.all('SELECT entry FROM pin_entries')
  const told = await line.database.all('SELECT what FROM disclosure_log ORDER BY what')
  return { entries: entries.length, told, texts: (await line.texts()).length }
}

test('every webhook of a call, delivered again in any order, gets its first answer and does nothing', async () => {
  const line = await open()
  const played = await playCall(line)
  const before = await vi.waitFor(async () => {
    const effects = await countEffects(line)
    expect(effects).toEqual({ entries: 1, told: [{ what: 'texted' }, { what: 'told' }], texts: 1 })
    return effects
  }, PATIENCE_MS)
  await areWritten(line)
  const step = await line.database.get("SELECT step, outcome FROM calls WHERE call_sid = 'call-1'")
  for (const { url, fields, document } of [...played, ...played.toReversed()]) {
    expect(masked((await post(line, url, fields)).body)).toBe(masked(document))
  }
  expect(await countEffects(line)).toEqual(before)
  await areWritten(line)
  expect(await line.database.get("SELECT step, outcome FROM calls WHERE call_sid = 'call-1'")).toEqual(step)
})

test('what is delivered again after an import is answered as before it', async () => {
  const line = await open()
  const played = await playCall(line)
  await fileClients(line.database, line.config, [
    {
      id: 'c1',
      name: 'Someone Else',
      pin: '2001',
      appointments: [{ at: '2027-01-02T09:00', note: 'Bring a hat.' }],
    },
  ])
  for (const { url, fields, document } of played) {
    expect(masked((await post(line, url, fields)).body)).toBe(masked(document))
  }
})

test('what was disclosed or promised is said again by another server too, also after an import', async () => {
  const line = await open()
  const played = await playCall(line)
  await areWritten(line)
  const other = await openTestLine({ now, settings: { DATABASE_URL: line.config.DATABASE_URL } })
  const renamed = { id: 'c1', name: 'Someone Else', pin: '2001' }
  await fileClients(line.database, line.config, [renamed])
  for (const { url, fields, document } of played.slice(2)) {
    expect(masked((await post(other, url, fields)).body)).toBe(masked(document))
  }
})

test('two deliveries at the same moment get one answer and have one effect', async () => {
  const line = await open()
  let url = '/voice'
  for (const step of steps) {
    const fields = { CallSid: 'call-1', ...step }
    const replies = await Promise.all(Array.from({ length: 4 }, () => post(line, url, fields)))
    const documents = replies.map(({ body }) => masked(body))
    expect(new Set(documents).size).toBe(1)
    url = actionOf(replies[0]?.body ?? '')
  }
  const once = { entries: 1, texts: 1 }
  await vi.waitFor(async () => expect(await countEffects(line)).toMatchObject(once), PATIENCE_MS)
})

test('once the end is reported every webhook of the call is worth a goodbye, and its words are forgotten', async () => {
  const line = await open()
  const played = await playCall(line)
  await post(line, '/call-status', { CallSid: 'call-1', CallStatus: 'completed' })
  for (const { url, fields } of played) {
    const reply = await post(line, url, fields)
    expect(reply.statusCode).toBe(200)
    expect(reply.body).toMatch(/<Response><Say [^>]*>Goodbye\.<\/Say><Hangup\/><\/Response>/)
  }
  expect(await line.database.all('SELECT * FROM disclosed_words')).toEqual([])
})

test('a call whose end is reported before it began hears goodbye', async () => {
  const line = await open()
  await post(line, '/call-status', { CallSid: 'call-1', CallStatus: 'completed' })
  expect((await post(line, '/voice', { CallSid: 'call-1' })).body).toContain('Goodbye.')
  expect(await line.database.all('SELECT * FROM disclosed_words')).toEqual([])
})

test('the talk with the operator, asked about again after the end, is over too', async () => {
  const line = await openTestLine({ clients, now, settings: { OPERATOR_NUMBER: '+12025550190' } })
  const first = await post(line, '/voice', { CallSid: 'call-1' })
  const connected = await post(line, actionOf(first.body), { CallSid: 'call-1', Digits: '0' })
  const operator = { CallSid: 'call-1', DialCallStatus: 'no-answer' }
  expect((await post(line, actionOf(connected.body), operator)).body).toContain('Please try again later.')
  await post(line, '/call-status', { CallSid: 'call-1', CallStatus: 'completed' })
  expect((await post(line, actionOf(connected.body), operator)).body).toMatch(
    /<Say [^>]*>Goodbye\.<\/Say><Hangup\/>/,
  )
})

test('the words that were told are kept sealed, and nothing of the PIN', async () => {
  const line = await open()
  await playCall(line)
  const [kept] = await line.database.all<{ words: string }>('SELECT words FROM disclosed_words')
  const words = Buffer.from(kept?.words ?? '', 'base64').toString('latin1')
  expect(words.length).toBeGreaterThan(100)
  expect(words).not.toMatch(/Marguerite|Thornbury|December|1995/)
})
