import { describe, expect, it } from 'vitest'
import { press, say, script } from '../src/engine/answer.ts'
import { callPages, documentOf, xml } from './helper.ts'

const action = 'action="https://line.example/next"'
const long = (length: number) => 'x'.repeat(length)
const strict = { switches: { strictness: 'strict' as const } }

/** What stands in a document, its error code, what is said of it, and whether the call goes on with a warning only. */
const findings: [string, string, number | undefined, RegExp, 'error' | 'warning'][] = [
  ['an unknown verb', '<Speak>Hello</Speak>', 13750, /no voice verb <Speak>.*use one of Say,/, 'warning'],
  ['a verb in the wrong case', '<say>Hello</say>', 13750, /no voice verb <say>.*write <Say>/, 'error'],
  ['a verb of message documents', '<Message>Hello</Message>', 13750, /use <Sms>/, 'warning'],
  ['a verb that this phone does not play', '<Pay/>', undefined, /does not play <Pay>/, 'warning'],
  ['a noun without its verb', '<Stream/>', 13750, /put it into <Connect> or <Start> or <Stop>/, 'warning'],
  ['a verb inside another', '<Say>A<Hangup/></Say>', 13750, /<Hangup> may not stand inside <Say>/, 'error'],
  [
    'a verb inside Gather',
    `<Gather ${action}><Dial>+12025550150</Dial></Gather>`,
    13750,
    /only Say, Play, Pause may stand there/,
    'error',
  ],
  ['an unknown attribute', '<Say tone="warm">A</Say>', undefined, /<Say> has no attribute tone/, 'warning'],
  [
    'an attribute in the wrong case',
    `<Gather ${action} numdigits="4"/>`,
    undefined,
    /write numDigits/,
    'warning',
  ],
  ['a method that is none', '<Redirect method="PUT">/end</Redirect>', 13221, /write GET or POST/, 'warning'],
  ['an input that is none', `<Gather ${action} input="voice"/>`, undefined, /write one of dtmf/, 'warning'],
  [
    'a speech model that is none',
    `<Gather ${action} enhanced="true" speechModel="best"/>`,
    undefined,
    /default, phone/,
    'warning',
  ],
  ['a timeout in words', `<Gather ${action} timeout="five"/>`, undefined, /a whole number from 1/, 'warning'],
  [
    'a finishing key that is none',
    `<Gather ${action} finishOnKey="a"/>`,
    undefined,
    /keys of 0-9/,
    'warning',
  ],
  ['a voice that is none', '<Say voice="joanna">A</Say>', undefined, /no voice "joanna"/, 'warning'],
  [
    'a Polly voice that is none',
    '<Say voice="Polly.Joana">A</Say>',
    undefined,
    /no voice "Polly.Joana"/,
    'warning',
  ],
  [
    'a Dial timeout under 5 s',
    '<Dial timeout="4">+12025550150</Dial>',
    undefined,
    /from 5 to 600/,
    'warning',
  ],
  ['a Gather without action', '<Gather/>', undefined, /<Gather> has no action.*can loop/, 'warning'],
  ['a Record without action', '<Record/>', undefined, /<Record> has no action.*can loop/, 'warning'],
  [
    'a relative action',
    '<Gather action="/next"/>',
    undefined,
    /the action of <Gather> is relative/,
    'warning',
  ],
  [
    'a long hint',
    `<Gather ${action} hints="yes,${long(101)}"/>`,
    13330,
    /a hint has 101 characters/,
    'warning',
  ],
  ['a prompt over 4,096 characters', `<Say>${long(4097)}</Say>`, undefined, /<Say> has 4097/, 'error'],
  [
    'a prompt over 3,000 characters for Polly',
    `<Say voice="Polly.Joanna">${long(3001)}</Say>`,
    undefined,
    /3001 characters for a Polly voice.* hears nothing/,
    'error',
  ],
  ['an empty prompt', '<Say> </Say>', undefined, /<Say> has no text/, 'warning'],
  ['text outside a verb', 'Hello', undefined, /text stands directly inside <Response>/, 'error'],
  ['a national number', '<Dial>202-555-0150</Dial>', 13223, /not a number in E.164.* national/, 'warning'],
  ['a number that is none', '<Dial>reception</Dial>', 13223, /"reception" is not a number/, 'error'],
  [
    'a caller ID that is none',
    '<Dial callerId="anonymous">+12025550150</Dial>',
    undefined,
    /callerId=/,
    'error',
  ],
  ['a Dial without a number', '<Dial/>', 13215, /dials nothing/, 'error'],
  [
    'a Dial of mixed nouns',
    '<Dial><Number>+12025550150</Number><Sip>sip:a@b.c</Sip></Dial>',
    13215,
    /mixes/,
    'error',
  ],
  ['a Play of a relative URL', '<Play>ring.mp3</Play>', 21455, /<Play> holds no full URL/, 'warning'],
  ['a Play without a URL', '<Play/>', 21455, /<Play> holds no URL/, 'warning'],
  ['a Redirect without a URL', '<Redirect/>', 11100, /<Redirect> holds no URL.*in a loop/, 'warning'],
  ['a text that is too long', `<Sms>${long(1600)}</Sms>`, 21617, /has 1600 characters/, 'error'],
  ['a long break', '<Say voice="Polly.Joanna">A<break time="11s"/></Say>', undefined, /up to 10s/, 'warning'],
  [
    "Amazon's SSML without its voice",
    '<Say><w role="amazon:VB">read</w></Say>',
    undefined,
    /<w> stands in/,
    'warning',
  ],
  [
    'SSML that a neural voice lacks',
    '<Say voice="Polly.Joanna-Neural"><emphasis>A</emphasis></Say>',
    undefined,
    /neural voice, which does not have it/,
    'warning',
  ],
  [
    'a stream that is not wss',
    '<Start><Stream url="ws://a.example"/></Start>',
    undefined,
    /invalid_url/,
    'error',
  ],
]

describe('a document that is not as documented', () => {
  it.each(findings)(
    'is named with code, element and fix: %s',
    async (_what, verbs, code, message, severity) => {
      const { events } = await callPages({ '/voice': verbs, '/end': '' })
      const found = events.flatMap((event) => (event.kind === 'breach' ? [event] : []))[0]
      expect(found?.details).toMatchObject({ ...(code && { code }), severity })
      expect(found?.message).toMatch(message)
      expect(found?.message).toMatch(/\(line 1, column \d+: <.*>\); .*; to fix it, .*\.$/)
    },
  )

  it.each(findings)('ends a strict call before anything is heard: %s', async (_what, verbs) => {
    const { events, ending, heard } = await callPages({ '/voice': verbs }, undefined, strict)
    expect(events.find((event) => event.kind === 'breach')).toMatchObject({ details: { severity: 'error' } })
    expect(ending).toMatchObject({ by: 'failed', status: 'failed' })
    expect(heard).toEqual([])
  })

  it('is told with all its breaches at once', async () => {
    const { breaches } = await callPages({ '/voice': '<say>Hello</say><Speak/><Gather/>' }, undefined, strict)
    expect(breaches).toHaveLength(3)
  })

  it('is played as the platform plays it', async () => {
    const { breaches, heard, ending } = await callPages({
      '/voice': `<say>One</say><Say tone="warm">Two</Say><Speak/><Say voice="Polly.Joanna">${long(3001)}</Say>
        <Say>Three</Say>`,
    })
    expect(heard).toEqual(['Two', 'Three'])
    expect(breaches).toHaveLength(4)
    expect(ending).toMatchObject({ by: 'line', status: 'completed' })
  })

  it('has warnings alone where the phone is lenient', async () => {
    const lenient = { switches: { strictness: 'lenient' as const } }
    const { events } = await callPages({ '/voice': '<say>One</say><Dial/>' }, undefined, lenient)
    const found = events.flatMap((event) => (event.kind === 'breach' ? [event.details.severity] : []))
    expect(found).toEqual(['warning', 'warning'])
  })

  it.each([
    ['<Gather numDigits="1"/>', press('1')],
    ['<Record/>', say('a message')],
  ])('requests itself again where %s has no action', async (verb, answer) => {
    const { received } = await callPages(
      { '/voice?a=1': ({ form }) => (form.Digits === undefined ? verb : '<Hangup/>') },
      script(answer),
      { url: 'https://line.example/voice?a=1' },
    )
    expect(received.map(({ path }) => path)).toEqual(['/voice?a=1', '/voice?a=1'])
    expect(received[1]?.form).toHaveProperty('Digits')
  })

  it('requests itself again for an empty Redirect, as it says', async () => {
    const voice = ({ form }: { form: Record<string, string> }) =>
      form.CallStatus === 'ringing' ? '<Say>Hello.</Say><Redirect/>' : '<Hangup/>'
    const { received } = await callPages({ '/voice': voice })
    expect(received.map(({ path }) => path)).toEqual(['/voice', '/voice'])
  })

  it.each([
    ['<Dial action="/next">202-555-0150</Dial>', 'completed'],
    ['<Dial action="/next">reception</Dial>', 'failed'],
    ['<Dial action="/next"/>', 'failed'],
    ['<Dial action="/next" callerId="anonymous">+12025550150</Dial>', 'failed'],
    ['<Dial action="/next" callerId="alice"><Sip>sip:bob@line.example</Sip></Dial>', 'completed'],
  ])('dials what it says the platform dials: %s', async (voice, status) => {
    const { received } = await callPages({ '/voice': voice, '/next': '<Hangup/>' })
    expect(received[1]?.form.DialCallStatus).toBe(status)
  })
})

describe('a document the platform cannot use', () => {
  const body = documentOf('<Hangup/>')
  it.each([
    ['status 404', { status: 404 }, 11217],
    ['status 500 with a document', { status: 500, body }, 11217],
    ['status 304', { status: 304 }, 11200],
    ['no Content-Type', { headers: {}, body }, 11200],
    ['an HTML page', { headers: { 'content-type': 'text/html' }, body: '<html></html>' }, 12100],
    ['JSON', { headers: { 'content-type': 'application/json' }, body: '{}' }, 12300],
    ['a plain & in a URL', { body: documentOf('<Redirect>https://line.example/?a=1&b=2</Redirect>') }, 12100],
    ['an unknown entity', { body: documentOf('<Say>A&nbsp;B</Say>') }, 12100],
    ['an unclosed element', { body: '<Response><Say>Hello</Response>' }, 12100],
    ['a document that is cut off', { body: '<Response><Say>Hel' }, 12100],
    ['nothing', { body: '' }, 12100],
    ['two roots', { body: '<Response/><Response/>' }, 12100],
    ['a blank before the declaration', { body: ` ${body}` }, 12100],
    ['another root', { body: '<response><Hangup/></response>' }, 12100],
    ['bytes that are not UTF-8', { body: Uint8Array.from([0x3c, 0xff, 0x3e]) }, 12100],
    ['elements without end', { body: '<Response>'.repeat(2000) }, 12100],
    ['more than 64 kB', { body: documentOf(`<Say>${long(4000)}</Say>`.repeat(17)) }, 11750],
  ])('fails the call without a fallback URL: %s', async (_what, reply, code) => {
    const { events, ending } = await callPages({ '/voice': xml('', reply) })
    const breach = events.find((event) => event.kind === 'breach')
    expect(breach).toMatchObject({ details: { code } })
    expect(ending).toMatchObject({ by: 'failed', status: 'failed' })
  })

  it.each(['text/xml', 'application/xml', 'text/xml; charset=utf-8', 'Application/XML;charset=UTF-8'])(
    'is not one of type %s',
    async (type) => {
      const { breaches } = await callPages({
        '/voice': xml('<Hangup/>', { headers: { 'content-type': type } }),
      })
      expect(breaches).toEqual([])
    },
  )

  it('is not one that is sent as HTML, with a word on that', async () => {
    const reply = {
      '/voice': xml('<Say>Hello.</Say>', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
    }
    const { heard, events } = await callPages(reply)
    expect(heard).toEqual(['Hello.'])
    expect(events.find(({ kind }) => kind === 'breach')).toMatchObject({ details: { severity: 'warning' } })
    expect((await callPages(reply, undefined, strict)).ending.by).toBe('failed')
  })

  it('is not one of any other type where the phone is lenient', async () => {
    const reply = { '/voice': xml('<Say>Hello.</Say>', { headers: { 'content-type': 'application/json' } }) }
    const { heard } = await callPages(reply, undefined, { switches: { strictness: 'lenient' } })
    expect(heard).toEqual(['Hello.'])
  })

  it.each([
    ['text/xml; charset=ISO-8859-1', ''],
    ['text/xml', '<?xml version="1.0" encoding="ISO-8859-1"?>'],
  ])('is not one in another charset that it names: %s %s', async (type, declaration) => {
    const body = Buffer.from(`${declaration}<Response><Say>José</Say></Response>`, 'latin1')
    const { heard } = await callPages({ '/voice': xml('', { headers: { 'content-type': type }, body }) })
    expect(heard).toEqual(['José'])
  })

  it('is replaced by the one at the fallback URL', async () => {
    const { received, heard, ending } = await callPages(
      { '/voice': xml('', { status: 500 }), '/fallback': '<Say>Sorry.</Say>' },
      undefined,
      { fallbackUrl: 'https://line.example/fallback' },
    )
    expect(received.map(({ path }) => path)).toEqual(['/voice', '/fallback'])
    expect(heard).toEqual(['Sorry.'])
    expect(ending.by).toBe('line')
  })

  it('ends an answered call as completed', async () => {
    const replies = { '/voice': `<Gather numDigits="1" ${action}/>`, '/next': xml('', { status: 500 }) }
    const { ending } = await callPages(replies, script(press('1')))
    expect(ending).toMatchObject({ by: 'failed', status: 'completed' })
  })

  it.each([
    ['taken' as const, ['/voice', '/next', '/fallback']],
    ['not-taken' as const, ['/voice', '/next']],
  ])('in a later step leads to the fallback URL as well, where that is %s', async (actionFallback, paths) => {
    const replies = {
      '/voice': `<Gather numDigits="1" ${action}/>`,
      '/next': 'no & document',
      '/fallback': '<Hangup/>',
    }
    const more = { fallbackUrl: 'https://line.example/fallback', switches: { actionFallback } }
    const { received } = await callPages(replies, script(press('1')), more)
    expect(received.map(({ path }) => path)).toEqual(paths)
  })

  it('ends the call when the fallback fails too', async () => {
    const fallbackUrl = 'https://line.example/fallback'
    const { received, breaches, ending } = await callPages({}, undefined, { fallbackUrl })
    expect(received).toHaveLength(2)
    expect(breaches).toHaveLength(2)
    expect(ending.by).toBe('failed')
  })
})

describe('a server that leads on', () => {
  const to = (location: string) => xml('', { status: 302, headers: { location } })

  it('is followed through three redirects, as GET, without the form', async () => {
    const { received, heard } = await callPages({
      '/voice': to('/a'),
      '/a': to('b'),
      '/b': to('https://line.example/c?d=1'),
      '/c?d=1': '<Say>Hello.</Say>',
    })
    expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /voice',
      'GET /a',
      'GET /b',
      'GET /c?d=1',
    ])
    expect(received[3]?.form).toEqual({ d: '1' })
    expect(heard).toEqual(['Hello.'])
  })

  it('is given up after the third', async () => {
    const { breaches, received } = await callPages({ '/voice': to('/voice') })
    expect(breaches[0]).toMatch(/^11215: /)
    expect(received).toHaveLength(4)
  })

  it('loses what the caller answered', async () => {
    const replies = {
      '/voice': `<Gather input="speech" ${action}/>`,
      '/next': to('/other'),
      '/other': '<Hangup/>',
    }
    const { received, breaches } = await callPages(replies, script(say('yes')))
    expect(received[2]?.form).toEqual({})
    expect(breaches[0]).toMatch(/loses what the caller answered/)
  })

  it('is told when the switches want no redirect at all', async () => {
    const switches = { httpRedirects: 'refused' as const }
    const { ending } = await callPages({ '/voice': to('/a') }, undefined, { switches })
    expect(ending.by).toBe('failed')
  })

  it('is stopped after fifty documents', async () => {
    const { received, breaches } = await callPages({ '/voice': '<Redirect>/voice</Redirect>' })
    expect(received).toHaveLength(50)
    expect(breaches.at(-1)).toMatch(/more than 50 documents/)
  })

  it('has relative URLs resolved against the document they stand in, with a word on actions', async () => {
    const replies = {
      '/voice': to('/deep/voice'),
      '/deep/voice': '<Gather numDigits="1" action="next?a=b"/>',
    }
    const { received, breaches } = await callPages(replies, script(press('1')))
    expect(received[2]?.path).toBe('/deep/next?a=b')
    expect(breaches[0]).toMatch(/the action of <Gather> is relative/)
  })
})

describe('a slow server', () => {
  it.each([
    [5000, undefined],
    [5001, '11200'],
  ])('of %i ms is judged against 5 s', async (milliseconds, code) => {
    const { breaches } = await callPages({ '/voice': xml('<Hangup/>', { milliseconds }) })
    expect(breaches[0]?.slice(0, 5)).toBe(code)
  })

  it('may have longer when the URL says so', async () => {
    const url = 'https://line.example/voice#rt=9000'
    const { breaches, received } = await callPages(
      { '/voice': xml('<Hangup/>', { milliseconds: 8000 }) },
      undefined,
      { url },
    )
    expect(breaches).toEqual([])
    expect(received[0]?.path).toBe('/voice')
  })
})
