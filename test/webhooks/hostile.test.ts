import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { checkDocument, parseXml } from 'cxml-phone'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reasons } from '../../src/call/outcome.ts'
import { firstProgress, writeProgress } from '../../src/call/progress.ts'
import { questionNames } from '../../src/call/questions.ts'
import { languages } from '../../src/hearing/heard.ts'
import { openTestLine } from '../helper.ts'
import { sendRaw } from '../raw-request.ts'

const seed = 20261122
const clients = [
  {
    id: 'c1',
    name: 'A & B <C>',
    pin: '1995',
    appointments: [{ at: '2030-12-15T14:00', note: ']]> "&\u0007' }],
  },
  { id: 'c2', name: 'Marguerite Thornbury', pin: '1961' },
]
/** Unsigned requests from this machine are taken, so that the fuzzer gets past the door. */
const unsigned = { SIGNALWIRE_SIGNING_KEY: '', LANGUAGES: 'en-US,es-US' }
const open = () => openTestLine({ clients, settings: unsigned })
type Line = Awaited<ReturnType<typeof open>>

const names = [
  ...[
    'CallSid',
    'From',
    'To',
    'CallStatus',
    'Digits',
    'SpeechResult',
    'Confidence',
    'DialCallStatus',
    'ErrorCode',
  ],
  ...[
    'MessageSid',
    'SmsSid',
    'MessageStatus',
    'SmsStatus',
    '__proto__',
    'constructor',
    'toString',
    'a[b]',
    '',
  ],
]
const routes = [
  '/voice',
  ...questionNames.map((one) => `/${one}`),
  '/operator',
  '/call-status',
  '/sms-status',
  '/fallback',
]

/** What a form's value may be as it was written: words, bytes that are no UTF-8, lone surrogates, nothing, far too much. */
const written = fc.oneof(
  fc.constantFrom(
    'yes',
    'A+%26+B',
    '1995',
    '0',
    '*',
    '#',
    '%2B12025550123',
    'anonymous',
    'completed',
    'es',
    '%ED%A0%80',
    '%FF%00',
    '%',
    '%zz',
  ),
  fc.string({ unit: 'binary' }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.integer({ min: 1, max: 20_000 }).map((length) => 'x'.repeat(length)),
)
const pair = fc
  .tuple(fc.constantFrom(...names), written)
  .map(([name, value]) => `${encodeURIComponent(name)}=${value}`)
const callSid = fc.constantFrom('CallSid=call-1', 'CallSid=call-2')
const form = fc
  .tuple(callSid, fc.array(pair, { maxLength: 8 }))
  .map(([sid, pairs]) => [sid, ...pairs].join('&'))

const counts = fc.record(
  Object.fromEntries(questionNames.map((one) => [one, fc.integer({ min: 0, max: 99 })])),
)
/** Progress that carries a good signature, however odd what it says. */
const progress = fc
  .record({
    question: fc.constantFrom(...questionNames),
    lang: fc.constantFrom(...languages),
    timesAsked: counts,
    repeats: fc.integer({ min: 0, max: 99 }),
    reason: fc.constantFrom(...reasons),
    clients: fc.array(fc.constantFrom('c1', 'c2', 'nobody', '__proto__'), { maxLength: 3 }),
  })
  .map(({ question, lang, clients, ...common }) => ({ ...firstProgress(question, lang, clients), ...common }))

function expectHarmless({ statusCode, headers, body }: Awaited<ReturnType<typeof inject>>) {
  expect(statusCode).toBeLessThan(500)
  if (statusCode !== 200) return
  expect(headers['content-type']).toBe('text/xml; charset=utf-8')
  expect(checkDocument(parseXml(body)).map(({ message }) => message)).toEqual([])
}

function inject(line: Line, url: string, payload: string) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost' }
  return line.app.inject({ method: 'POST', url, headers, payload })
}

describe('hostile requests', () => {
  test('with any form on any route never get a 5xx or a document that is not valid', async () => {
    const line = await open()
    const query = fc.oneof(
      fc.constant(''),
      fc.array(pair, { maxLength: 4 }).map((pairs) => `?${pairs.join('&')}`),
    )
    const property = fc.asyncProperty(
      fc.constantFrom(...routes),
      query,
      form,
      async (route, search, body) => {
        expectHarmless(await inject(line, encodeURI(route + search), body))
      },
    )
    await fc.assert(property, { seed, numRuns: 600 })
    expect(line.log.join('')).not.toContain('a step failed')
  })

  test('with any progress that is signed get a valid document, and only a PIN that is right gets more', async () => {
    const line = await open()
    const property = fc.asyncProperty(progress, form, async (state, body) => {
      const url = writeProgress(state, 'call-1', line.config.STATE_SECRET, new Date())
      const reply = await inject(line, url, body.replace(/^CallSid=call-2/, 'CallSid=call-1'))
      expectHarmless(reply)
      if (!body.includes('=1995')) expect(reply.body).not.toContain('December')
    })
    await fc.assert(property, { seed, numRuns: 600 })
    expect(line.log.join('')).not.toContain('a step failed')
  })

  test('with altered progress are refused, in whatever way it was altered', async () => {
    const line = await open()
    const state = firstProgress('pin', 'en-US', ['c1'])
    const good = writeProgress(state, 'call-1', line.config.STATE_SECRET, new Date())
    const at = fc.integer({ min: 0, max: good.length - 1 })
    const altered = fc.oneof(
      at.map((end) => good.slice(0, end)),
      fc
        .tuple(at, fc.constantFrom('0', 'A', '&', '=', '%'))
        .map(([index, sign]) => good.slice(0, index) + sign + good.slice(index + 1)),
      fc
        .tuple(at, fc.constantFrom('0', 'A', '&', '%20'))
        .map(([index, sign]) => good.slice(0, index) + sign + good.slice(index)),
      at.map((index) => good.slice(0, index) + good.slice(index + 1)),
      fc.constantFrom(...questionNames).map((other) => good.replace('/pin', `/${other}`)),
      pair.map((more) => good.replace('?', `?${more}&`)),
      pair.map((more) => `${good}&${more}`),
    )
    const changed = altered.filter((url) => url !== good && url.startsWith('/pin?') && url.length < 8000)
    const property = fc.asyncProperty(changed, async (url) => {
      expect((await inject(line, url, 'CallSid=call-1&Digits=1995')).statusCode).toBe(403)
    })
    await fc.assert(property, { seed, numRuns: 600 })
    expect((await inject(line, good, 'CallSid=call-2&Digits=1995')).statusCode).toBe(403)
    expect((await inject(line, good, 'CallSid=call-1&Digits=1995')).body).toContain('December')
  })

  test('leave no memory behind', async () => {
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    const line = await open()
    const flood = async (count: number) => {
      for (let n = 0; n < count; n++) {
        await inject(
          line,
          `/name?${'x'.repeat(n % 5000)}`,
          `CallSid=call-${n}&SpeechResult=${'x'.repeat(n % 30_000)}`,
        )
        line.log.length = 0
      }
      collect()
      return process.memoryUsage().heapUsed
    }
    const before = await flood(400)
    expect((await flood(1200)) - before).toBeLessThan(4_000_000)
  })
})

describe('over a real connection', () => {
  const head = (line: Line, extra: string) =>
    `POST /voice HTTP/1.1\r\nHost: 127.0.0.1:${line.config.PORT}\r\nContent-Type: application/x-www-form-urlencoded\r\n${extra}\r\n`

  test('a body of 3 MB is refused before it is read', async () => {
    const line = await open()
    expect(await sendRaw(line.config.PORT, head(line, 'Content-Length: 3000000\r\n'))).toMatch(
      /^HTTP\/1\.1 413 /,
    )
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`
    const chunked = head(line, 'Transfer-Encoding: chunked\r\n') + chunk.repeat(46)
    expect(await sendRaw(line.config.PORT, chunked)).toMatch(/^HTTP\/1\.1 413 /)
  })

  test('floods of headers, and URLs without an end, are refused', async () => {
    const line = await open()
    const many = Array.from({ length: 1000 }, (_, n) => `X-Flood-${n}: ${'y'.repeat(50)}\r\n`).join('')
    expect(await sendRaw(line.config.PORT, head(line, many))).toMatch(/^HTTP\/1\.1 431 /)
    const long = head(line, 'Content-Length: 0\r\n').replace('/voice', `/voice?${'z'.repeat(10_000)}`)
    expect(await sendRaw(line.config.PORT, long)).toMatch(/^HTTP\/1\.1 414 /)
  })

  test('headers and bodies that come too slowly end in 408', async () => {
    const line = await open()
    const slow = [head(line, 'Content-Length: 100\r\n'), head(line, '').slice(0, 60)]
    const replies = await Promise.all(slow.map((text) => sendRaw(line.config.PORT, text)))
    for (const reply of replies) expect(reply).toMatch(/^HTTP\/1\.1 408 |^$/)
  })

  test('a GET with a body is a GET', async () => {
    const line = await open()
    const get = head(line, 'Content-Length: 16\r\nConnection: close\r\n').replace('POST', 'GET')
    expect(await sendRaw(line.config.PORT, `${get}CallSid=12345678`)).toMatch(/^HTTP\/1\.1 405 /)
  })
})
