import { randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { press, say } from 'cxml-phone'
import supertest from 'supertest'
import { describe, expect, test } from 'vitest'
import { firstProgress, LINK_LIFETIME_SECONDS, writeProgress } from '../../src/call/progress.ts'
import { ourLine } from '../../src/development/target.ts'
import { sign } from '../../src/signalwire/signature.ts'
import { openTestLine, signingKey, type TestClient, type TestLineOptions } from '../helper.ts'
import { actionOf, masked, post, standard } from '../post.ts'

const clients: TestClient[] = [
  { id: 'c1', name: 'Example Man', pin: '1995', appointments: [{ at: '2026-12-15T14:00' }] },
]
const now = new Date('2026-11-22T15:00:00Z')
const open = (options: TestLineOptions = {}) => openTestLine({ clients, now, ...options })
describe('a document', () => {
  test('is text/xml, listens for keys and speech, and leads silence to the same place twice over', async () => {
    const line = await open()
    const reply = await post(line, '/voice', { CallSid: randomUUID() })
    expect(reply.headers['content-type']).toBe('text/xml; charset=utf-8')
    expect(reply.body).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<Response><Gather /)
    expect(reply.body).toContain('input="dtmf speech"')
    expect(reply.body).toContain('speechTimeout="2"')
    expect(reply.body).toContain('hints="Example Man"')
    expect(reply.body).toContain('actionOnEmptyResult="true"')
    expect(reply.body).toContain('profanityFilter="false"')
    const redirect = /<Redirect method="POST">([^<]*)<\/Redirect><\/Response>/.exec(reply.body)?.[1]
    expect(redirect?.replaceAll('&amp;', '&')).toBe(actionOf(reply.body))
    expect(actionOf(reply.body)).toMatch(
      /^https:\/\/line\.example\.com\/name\?tries=1&lang=en-US&exp=\d+&sig=/,
    )
  })
})

describe('a webhook', () => {
  test('counts with any key while they are changed; our own phone signs with the first', async () => {
    const line = await open({ settings: { SIGNALWIRE_SIGNING_KEY: `a new one, ${signingKey}` } })
    expect((await post(line, '/voice', { CallSid: 'call-1' })).statusCode).toBe(200)
    const signed = (key: string) => sign(key, `${line.publicUrl}/voice`, { ...standard, CallSid: 'call-2' })
    expect((await post(line, '/voice', { CallSid: 'call-2' }, signed('a new one'))).statusCode).toBe(200)
    expect((await post(line, '/voice', { CallSid: 'call-2' }, signed('another'))).statusCode).toBe(403)
    expect(ourLine(line.config).key).toBe('a new one')
  })

  test('without a valid signature is refused', async () => {
    const line = await open()
    for (const signature of [
      '',
      'hlSh3MhctCu4xjE0Ngbun4lZPgk=',
      sign('another key', `${line.publicUrl}/voice`, { CallSid: 'a' }),
    ]) {
      const reply = await post(line, '/voice', { CallSid: 'a' }, signature)
      expect([reply.statusCode, reply.body]).toEqual([403, 'Forbidden\n'])
    }
  })

  test('may carry the signature under the other name', async () => {
    const line = await open()
    const call = await line.call([say('Example Man'), press('1995'), say('no')], {
      switches: { signatureHeader: 'twilio' },
    })
    expect(call.heard.at(-1)).toBe('Goodbye.')
  })

  test.each([
    ['altered', (url: string) => url.replace('tries=1', 'tries=0')],
    ['cut short', (url: string) => url.slice(0, -3)],
    ['doubled', (url: string) => `${url}&tries=0`],
    ['missing', (url: string) => url.replace(/\?.*/, '')],
    ['moved to another step', (url: string) => url.replace('/name?', '/pin?client=c1&')],
  ])('whose progress is %s is refused', async (_, change) => {
    const line = await open()
    const first = await post(line, '/voice', { CallSid: 'call-1' })
    const reply = await post(line, change(actionOf(first.body)), {
      CallSid: 'call-1',
      SpeechResult: 'Example Man',
    })
    expect(reply.statusCode).toBe(403)
    expect(reply.body).not.toContain('Response')
  })

  test('with the progress of another call is refused', async () => {
    const line = await open()
    const first = await post(line, '/voice', { CallSid: 'call-1' })
    const reply = await post(line, actionOf(first.body), { CallSid: 'call-2', SpeechResult: 'Example Man' })
    expect(reply.statusCode).toBe(403)
  })

  test('whose progress has expired leads back to the name, and keeps count', async () => {
    let time = now.getTime()
    const line = await open({ now: () => new Date(time) })
    const first = await post(line, '/voice', { CallSid: 'call-1' })
    const second = await post(line, actionOf(first.body), { CallSid: 'call-1', SpeechResult: 'Example Man' })
    time += (LINK_LIFETIME_SECONDS + 1) * 1000
    const reply = await post(line, actionOf(second.body), { CallSid: 'call-1', Digits: '1995' })
    expect(reply.body).toContain('Please say your first and last name.')
    expect(actionOf(reply.body)).toContain('/name?tries=2&')
  })

  test('signed with the previous state secret goes on', async () => {
    const line = await open({ settings: { STATE_SECRET: 'the new secret, the old secret' } })
    const old = writeProgress(firstProgress('name', 'en-US', []), 'call-1', ['the old secret'], now)
    const reply = await post(line, old, { CallSid: 'call-1', SpeechResult: 'Example Man' })
    expect(reply.body).toContain('please enter the year')
  })

  test('that is delivered again gets the same answer and counts once', async () => {
    const line = await open()
    const steps: [fields: Record<string, string>][] = [
      [{ SpeechResult: 'Example Man' }],
      [{ Digits: '1995' }],
      [{ SpeechResult: 'yes' }],
    ]
    let url = '/voice'
    for (const [fields] of [[{}], ...steps] as [Record<string, string>][]) {
      const once = await post(line, url, { CallSid: 'call-1', ...fields })
      const twice = await post(line, url, { CallSid: 'call-1', ...fields })
      expect(masked(twice.body)).toBe(masked(once.body))
      url = actionOf(once.body)
    }
    expect(await line.texts()).toHaveLength(1)
    expect(await line.database.all('SELECT is_right FROM pin_entries')).toHaveLength(1)
    expect(await line.database.all("SELECT client_id FROM disclosure_log WHERE what = 'told'")).toHaveLength(
      1,
    )
  })

  test('after the end of its call was reported hears goodbye, whatever it holds', async () => {
    const line = await open()
    const first = await post(line, '/voice', { CallSid: 'call-1' })
    const second = await post(line, actionOf(first.body), { CallSid: 'call-1', SpeechResult: 'Example Man' })
    await post(line, '/call-status', { CallSid: 'call-1', CallStatus: 'completed' })
    for (const url of ['/voice', actionOf(first.body), actionOf(second.body)]) {
      const reply = await post(line, url, { CallSid: 'call-1', Digits: '1995' })
      expect(reply.statusCode).toBe(200)
      expect(reply.body).toMatch(/<Response><Say [^>]*>Goodbye\.<\/Say><Hangup\/><\/Response>/)
    }
    expect(await line.database.all('SELECT 1 AS one FROM pin_entries')).toEqual([])
  })

  test('that reports an end which cannot be kept is not taken, so that the platform reports it again', async () => {
    const line = await open()
    await line.database.run('ALTER TABLE calls RENAME TO gone')
    const failed = await post(line, '/call-status', { CallSid: 'call-1', CallStatus: 'completed' })
    expect([failed.statusCode, failed.headers['content-type']]).toEqual([503, 'text/plain'])
    await line.database.run('ALTER TABLE gone RENAME TO calls')
    await post(line, '/call-status', { CallSid: 'call-1', CallStatus: 'completed' })
    expect((await post(line, '/voice', { CallSid: 'call-1' })).body).toContain('Goodbye.')
  })

  test('that says how the call goes, but not that it ended, ends nothing', async () => {
    const line = await open()
    await post(line, '/call-status', { CallSid: 'call-1', CallStatus: 'in-progress' })
    expect((await post(line, '/voice', { CallSid: 'call-1' })).body).toContain('Please say your first')
  })
})

describe('a request that is not a call', () => {
  test('without a CallSid gets a plain 400', async () => {
    const line = await open()
    const reply = await line.app.inject({
      method: 'POST',
      url: '/voice',
      headers: { 'x-signalwire-signature': sign(signingKey, `${line.publicUrl}/voice`, {}) },
    })
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([400, 'text/plain'])
    expect((await post(line, '/voice', { CallSid: 'not a call id' })).statusCode).toBe(400)
  })

  test.each([
    ['GET', '/voice', 405],
    ['PUT', '/pin?a=1', 405],
    ['POST', '/nothing', 404],
    ['GET', '/', 404],
  ] as const)('%s %s gets a plain %i', async (method, url, status) => {
    const reply = await (await open()).app.inject({ method, url })
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([status, 'text/plain'])
    expect(reply.body).not.toContain('a=1')
  })

  test.each([
    ['application/json', '{"CallSid":"a"}', 415],
    ['text/plain', 'CallSid=a', 415],
    ['application/x-www-form-urlencoded', `CallSid=a&SpeechResult=${'x'.repeat(70_000)}`, 413],
  ])('as %s of %.20s… is refused with %i and no stack', async (type, payload, status) => {
    const line = await open()
    const reply = await line.app.inject({
      method: 'POST',
      url: '/voice',
      headers: { 'content-type': type },
      payload,
    })
    expect(reply.statusCode).toBe(status)
    expect(reply.body).not.toMatch(/\bat .*:\d+:\d+/)
  })
})

describe('a failure of ours', () => {
  test('is an apology, then the operator, with 200, and its cause is in the log', async () => {
    const line = await open({ settings: { OPERATOR_NUMBER: '+12025550190' } })
    await line.database.run('DROP TABLE pin_entries')
    const call = await line.call([say('Example Man'), press('1995')])
    expect(call.heard.slice(2)).toEqual([
      'Sorry, something went wrong on our side.',
      'Let me connect you to someone who can help.',
    ])
    expect(call.breaches).toEqual([])
    expect(line.log.join('')).toContain('no such table: pin_entries')
  })

  test('without an operator is an apology and a goodbye, at the first step too', async () => {
    const line = await open()
    await line.database.run('DROP TABLE calls')
    const call = await line.call([])
    expect(call.heard).toEqual(['Sorry, something went wrong on our side.', 'Goodbye.'])
    expect(call.ending.by).toBe('line')
  })

  test('of the answer itself leads to the fallback, which needs no database', async () => {
    const line = await open({ settings: { OPERATOR_NUMBER: '+12025550190' } })
    await line.database.run('DROP TABLE calls')
    const reply = await post(line, '/fallback', { CallSid: 'call-1', ErrorCode: '11200' })
    expect(reply.statusCode).toBe(200)
    expect(reply.body).toContain('<Number>+12025550190</Number>')
    expect(line.log.join('')).toContain('"code":"11200"')
  })
})

describe('the log of a whole call', () => {
  test('has one line a webhook with call, step, outcome and milliseconds', async () => {
    const line = await open()
    const call = await line.call([say('Example Man'), press('1995'), say('yes')])
    const webhooks = line.log.map((one) => JSON.parse(one)).filter(({ msg }) => msg === 'webhook')
    // What became of the text is reported at any time, and not by this call.
    const logged = webhooks.filter(({ step }) => step !== 'sms-status')
    expect(logged.map(({ step, outcome }) => [step, outcome])).toEqual([
      ['voice', 'ask'],
      ['name', 'ask'],
      ['pin', 'ask'],
      ['sms-offer', 'text-promised'],
      ['call-status', 'completed'],
    ])
    expect(logged.every((one) => one.call === call.callSid && typeof one.ms === 'number')).toBe(true)
  })

  test('holds no name, number, PIN, spoken text, query or secret', async () => {
    const line = await open({ settings: { OPERATOR_NUMBER: '+12025550190' } })
    await line.call([
      say('Canary Wharf'),
      say('Example Man'),
      press('1996'),
      say('Example Man'),
      press('1995'),
      say('yes'),
    ])
    await line.call([say('Example Man'), say('one nine canary'), press('0')])
    await post(line, '/voice?canary=1', { CallSid: 'x' }, 'wrong')
    await line.database.run('DROP TABLE pin_entries')
    await line.call([say('Example Man'), press('1995')])
    // Ids and times hold any digits by chance.
    const log = line.log.join('').replace(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|"time":"[^"]*"/g, '')
    const secrets = [line.config.PIN_SECRET, ...line.config.STATE_SECRET, signingKey]
    for (const canary of [
      'Example',
      'Man',
      'anary',
      '1995',
      '1996',
      '202555',
      'December',
      'lang=',
      'sig=',
      ...secrets,
    ]) {
      expect(log).not.toContain(canary)
    }
  })
})

describe('without a signing key', () => {
  const unsigned = { settings: { SIGNALWIRE_SIGNING_KEY: '' } }

  test('a plain curl from this machine works over real HTTP', async () => {
    const line = await open(unsigned)
    const reply = await supertest(line.app.server)
      .post('/voice')
      .type('form')
      .send({ CallSid: 'test-1', From: '+12025550101' })
    expect(reply.status).toBe(200)
    expect(reply.text).toContain('Please say your first and last name.')
  })

  test.each(['X-Forwarded-For', 'Forwarded', 'X-Forwarded-Proto', 'Via', 'X-Real-IP'])(
    'what a tunnel forwards (%s) is refused with what to set',
    async (header) => {
      const line = await open(unsigned)
      const reply = await supertest(line.app.server)
        .post('/voice')
        .type('form')
        .set(header, '203.0.113.7')
        .send({ CallSid: 'a' })
      expect(reply.status).toBe(403)
      expect(reply.text).toMatch(/SIGNALWIRE_SIGNING_KEY.*PUBLIC_URL/)
    },
  )

  test.each([
    ['Origin', 'https://evil.example'],
    ['Origin', 'null'],
    ['Origin', 'http://127.0.0.1:1'],
    ['Sec-Fetch-Site', 'cross-site'],
    ['Sec-Fetch-Site', 'same-site'],
  ])(
    'a form that a page of another origin posts (%s: %s) is refused with a message',
    async (header, value) => {
      const line = await open(unsigned)
      const send = () => supertest(line.app.server).post('/voice').type('form')
      const reply = await send().set(header, value).send({ CallSid: 'a' })
      expect(reply.status).toBe(403)
      expect(reply.text).toContain('another origin')
      expect((await send().set('Sec-Fetch-Site', 'same-origin').send({ CallSid: 'a' })).status).toBe(200)
    },
  )

  test('what comes under another host name is refused', async () => {
    const line = await open(unsigned)
    const reply = await supertest(line.app.server)
      .post('/voice')
      .type('form')
      .set('Host', 'evil.example')
      .send({ CallSid: 'a' })
    expect(reply.status).toBe(403)
  })
})

describe('health', () => {
  test('is told apart from readiness, which needs the database', async () => {
    const line = await open()
    expect((await line.app.inject('/healthz')).statusCode).toBe(200)
    expect((await line.app.inject('/readyz')).statusCode).toBe(200)
  })

  test('of a closing server: requests in hand are finished', async () => {
    const line = await open({ settings: { SIGNALWIRE_SIGNING_KEY: '' } })
    const { PORT } = line.config
    const answered = new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(
        {
          port: PORT,
          method: 'POST',
          path: '/voice',
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': 16 },
        },
        (reply) => {
          reply.resume()
          resolve(reply.statusCode)
        },
      )
      request.on('error', reject)
      request.write('CallSid=')
      request.on('socket', (socket) =>
        socket.once('connect', () =>
          setTimeout(() => {
            void line.app.close()
            request.end('12345678')
          }, 50),
        ),
      )
    })
    expect(await answered).toBe(200)
  })
})
