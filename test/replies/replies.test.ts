import { press, say } from 'cxml-phone'
import { expect, test } from 'vitest'
import { erase } from '../../src/retention/erase.ts'
import { fileClients, openTestLine, type TestClient } from '../helper.ts'
import { post } from '../post.ts'
import { requestsOf } from '../requests/read.ts'

const clients: [TestClient, TestClient] = [
  { id: 'c1', name: 'Example Man', pin: '1995', appointments: [{ at: '2026-12-15T14:00' }] },
  {
    id: 'c2',
    name: 'Example Woman',
    pin: '1999',
    language: 'es-US',
    appointments: [{ at: '2026-12-20T14:00' }],
  },
]
const HOUR = 3_600_000
const passedOn = 'Thank you. Your confirmation has been passed on to the office.'
const callUs = 'Nobody reads replies to this number. Please call +12025550177.'
const stopped = 'You will get no more texts from us. Reply START to get them again.'
const again = 'You can get texts from us again. This does not confirm an appointment.'

async function openOffice(settings: Record<string, string> = {}) {
  let now = new Date('2026-11-22T15:00:00Z')
  const line = await openTestLine({
    clients,
    now: () => now,
    settings: {
      ...{ REQUESTS: 'on', OPERATOR_NUMBER: '+12025550177', OFFICE_NAME: 'Example Dental' },
      ...{ LANGUAGES: 'en-US,es-US', ...settings },
    },
  })
  const asksRequests = settings.REQUESTS === 'off' ? [] : [say('hm')]
  return {
    ...line,
    /** A call that ends with a text. */
    order: (name: string, pin: string) => line.call([say(name), press(pin), ...asksRequests, say('yes')]),
    /** What is texted back. */
    reply: async (...[body, changes]: Parameters<typeof line.text>) => {
      const { texts, breaches } = await line.text(body, changes)
      expect(breaches).toEqual([])
      return texts.map((text) => text.body)
    },
    pass: (ms: number) => (now = new Date(now.getTime() + ms)),
  }
}

test('a text says how to reply, C confirms the appointment that it tells of, and R asks for a call', async () => {
  const line = await openOffice()
  await line.order('Example Man', '1995')
  const [text] = await line.texts()
  expect(text?.body).toBe(
    'Example Dental: Example Man, your appointment is on Tuesday, December 15th at 2 PM. Reply C to confirm, R for a call from us.',
  )
  line.pass(HOUR)
  expect(await line.reply('c.')).toEqual([passedOn])
  expect(await line.reply('C')).toEqual([passedOn])
  line.pass(HOUR)
  expect(await line.reply('r')).toEqual(['We will call you back.'])
  const asked = { client: 'c1', number: line.caller, appointmentAt: Date.parse('2026-12-15T19:00:00Z') }
  expect(await requestsOf(line.database)).toMatchObject([
    { ...asked, kind: 'confirm' },
    { ...asked, kind: 'call-back' },
  ])
  const log = await line.database.all<{ what: string }>('SELECT what FROM disclosure_log ORDER BY what')
  expect(log.map(({ what }) => what)).toEqual(['asked-call-back', 'asked-confirm', 'texted', 'told'])
  expect(line.log.join('')).not.toMatch(/2025550123|Example Man/)
})

test('of two clients on one number the one texted last is meant, in the language of that text, for 72 hours', async () => {
  const line = await openOffice()
  await line.order('Example Man', '1995')
  line.pass(HOUR)
  await line.order('Example Woman', '1999')
  expect((await line.texts()).at(-1)?.body).toMatch(/ Responda C para confirmar, R para que le llamemos\.$/)
  line.pass(72 * HOUR - 1)
  expect(await line.reply('C')).toEqual(['Gracias. Su confirmacion se ha comunicado a la oficina.'])
  line.pass(1)
  expect(await line.reply('R')).toEqual([callUs])
  expect(await requestsOf(line.database)).toMatchObject([{ kind: 'confirm', client: 'c2' }])
})

test('an opt-out stops texts to the number at once, and an opt-in lifts it; neither is about an appointment', async () => {
  const line = await openOffice()
  await line.order('Example Man', '1995')
  expect(await line.reply('Cancel.')).toEqual([stopped])
  const { heard } = await line.order('Example Man', '1995')
  expect(heard.join(' ')).not.toContain('Would you like to receive a text')
  // No text of ours follows but to HELP, and what was asked for is not lost.
  expect(await line.reply('STOP')).toEqual([])
  expect(await line.reply('hello')).toEqual([])
  expect(await line.reply('C')).toEqual([])
  expect(await line.reply('help')).toHaveLength(1)
  expect(await requestsOf(line.database)).toMatchObject([{ kind: 'confirm' }])
  expect(await line.reply('yes')).toEqual([again])
  expect((await line.order('Example Man', '1995')).heard.join(' ')).toContain(
    'Would you like to receive a text',
  )
  expect(await requestsOf(line.database)).toHaveLength(1)
})

test('anything else is told once a day whom to call, however empty, long or pictured; HELP says who we are', async () => {
  const line = await openOffice()
  await line.order('Example Man', '1995')
  const pictured = { mediaUrls: ['https://media.example.com/a.jpg'] }
  const bodies = ['😀'.repeat(1_600), '', '', 'thanks!']
  expect(await line.reply('', pictured)).toEqual([callUs])
  for (const body of bodies) expect(await line.reply(body)).toEqual([])
  line.pass(24 * HOUR)
  expect(await line.reply('😀'.repeat(1_600))).toEqual([callUs])
  const stranger = { from: '+12025550188' }
  expect(await line.reply('C', stranger)).toEqual([callUs])
  expect(await line.reply('Info', stranger)).toEqual([
    'This is Example Dental. We text you when you ask us to in a call. Reply STOP to opt out. Please call +12025550177.',
  ])
  for (const machine of ['72975', 'BANK', 'anonymous', ''])
    expect(
      (await post(line, '/sms', { MessageSid: `m-${machine}`, From: machine, Body: 'hi' })).body,
    ).not.toContain('<Message>')
  expect(await requestsOf(line.database)).toEqual([])
})

test('a reply for a client who has just been erased, or to an office that takes no requests, is anything else', async () => {
  const line = await openOffice()
  await line.order('Example Man', '1995')
  await erase(line.database, 'c1', Date.now())
  await fileClients(line.database, line.config, [clients[0]])
  expect(await line.reply('C')).toEqual([callUs])
  expect(await requestsOf(line.database)).toEqual([])
  const off = await openOffice({ REQUESTS: 'off' })
  await off.order('Example Man', '1995')
  expect((await off.texts())[0]?.body).toBe(
    'Example Dental: Example Man, your appointment is on Tuesday, December 15th at 2 PM.',
  )
  expect(await off.reply('R')).toEqual([callUs])
  expect(await requestsOf(off.database)).toEqual([])
  expect(await off.reply('stop')).toEqual([stopped])
})

test('an appointment that is moved or removed after the text shows so beside the reply', async () => {
  const line = await openOffice()
  await line.order('Example Man', '1995')
  await fileClients(line.database, line.config, [
    { ...clients[0], appointments: [{ at: '2026-12-16T14:00' }] },
  ])
  expect(await line.reply('C')).toEqual([passedOn])
  expect(await requestsOf(line.database)).toMatchObject([{ appointment: 'changed' }])
  await fileClients(line.database, line.config, [{ ...clients[0], appointments: [] }])
  expect(await requestsOf(line.database)).toMatchObject([{ appointment: 'removed' }])
})

test('only the platform can reply, and a message delivered twice is answered alike and counts once', async () => {
  const line = await openOffice()
  await line.order('Example Man', '1995')
  const message = { MessageSid: 'm1', Body: 'R', CallStatus: '' }
  expect((await post(line, '/sms', message, 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=')).statusCode).toBe(403)
  expect(await requestsOf(line.database)).toEqual([])
  const first = await post(line, '/sms', message)
  await line.database.run("UPDATE requests SET done_at = 1, done_by = 'office'")
  const second = await post(line, '/sms', message)
  expect(second.body).toBe(first.body)
  expect(await requestsOf(line.database)).toHaveLength(1)
  // Another message is another wish once the first has been dealt with.
  await post(line, '/sms', { ...message, MessageSid: 'm2' })
  expect(await requestsOf(line.database)).toHaveLength(2)
  const other = { ...message, MessageSid: 'm3', Body: 'hm' }
  expect((await post(line, '/sms', other)).body).toBe((await post(line, '/sms', other)).body)
  expect((await post(line, '/sms', { Body: 'C' })).statusCode).toBe(400)
})

test('what a reply asks for waits for the server of the office, once', async () => {
  const line = await openOffice({
    ...{ REQUESTS_URL: 'https://127.0.0.1:1/requests', REQUESTS_URL_PRIVATE: 'on' },
    REQUESTS_SECRET: `whsec_${Buffer.alloc(32).toString('base64')}`,
  })
  await line.order('Example Man', '1995')
  await line.reply('C')
  await line.reply('c')
  expect(await line.database.all('SELECT state FROM request_deliveries')).toEqual([{ state: 'waiting' }])
})
