import { describe, expect, it } from 'vitest'
import { hangUp, press, say, script, silence } from '../src/engine/answer.ts'
import type { Call } from '../src/engine/call.ts'
import { callPages, xml } from './helper.ts'

/** What the line does beside speaking. */
const performed = ({ events }: Call) =>
  events.flatMap((event) => (event.kind === 'performed' ? [event.text] : []))
const paths = (received: { path: string }[]) => received.map(({ path }) => path)

describe('Record', () => {
  const voice = (attributes = '') => `<Say>After the beep.</Say><Record action="/done" ${attributes}/>`

  it('beeps, takes what is said until a key, and tells the action of it', async () => {
    const message = { inputs: [...say('Call me back').inputs, ...press('#').inputs] }
    const call = await callPages({ '/voice': voice(), '/done': '<Say>Thank you.</Say>' }, script(message))
    expect(performed(call)).toEqual(['beeps and records you'])
    expect(call.received[1]?.form).toMatchObject({
      Digits: '#',
      RecordingDuration: '2',
      RecordingUrl: expect.stringMatching(/^https:\/\/\S+\/Recordings\/[\w-]+$/),
    })
    expect(call.heard).toEqual(['After the beep.', 'Thank you.'])
  })

  it.each([
    ['silence, which is not kept', silence, '', '0', false],
    ['silence that is kept', silence, 'trim="do-not-trim"', '1', true],
    ['no longer than maxLength', say('one two three four five six seven'), 'maxLength="2"', '2', true],
    ['other keys as sounds', press('12'), 'finishOnKey="#"', '0', false],
  ])('takes %s', async (_what, answer, attributes, duration, hasUrl) => {
    const { received } = await callPages({ '/voice': voice(attributes), '/done': '' }, script(answer))
    expect(received[1]?.form.RecordingDuration).toBe(duration)
    expect('RecordingUrl' in (received[1]?.form ?? {})).toBe(hasUrl)
  })

  it('tells its callbacks of the recording and of its transcription after the call', async () => {
    const callbacks =
      'recordingStatusCallback="/recorded" transcribe="true" transcribeCallback="/transcribed"'
    const { received } = await callPages(
      { '/voice': voice(callbacks), '/done': '<Say>Bye.</Say>', '/recorded': '', '/transcribed': '' },
      script(say('Call me back')),
    )
    expect(paths(received)).toEqual(['/voice', '/done', '/recorded', '/transcribed'])
    const { RecordingUrl } = received[1]?.form ?? {}
    expect(received[2]?.form).toMatchObject({
      RecordingUrl,
      RecordingStatus: 'completed',
      RecordingChannels: '1',
    })
    expect(received[3]?.form).toMatchObject({
      ...{ RecordingUrl, TranscriptionStatus: 'completed', TranscriptionText: 'Call me back' },
      ...{ From: '+12025550123', CallStatus: 'in-progress' },
    })
  })

  it('tells the action also when the caller hangs up', async () => {
    const answer = { ...say('Call me back'), hangsUp: true }
    const { received, ending } = await callPages(
      { '/voice': voice(), '/done': '<Say>x</Say>' },
      script(answer),
    )
    expect(received[1]?.form).toMatchObject({ Digits: 'hangup', RecordingDuration: '2' })
    expect(ending.by).toBe('caller')
  })
})

describe('Gather', () => {
  const gather =
    '<Gather input="dtmf speech" action="/next" finishOnKey="*#" partialResultCallback="/partial"/>'

  it.each(['*', '#'])('ends at any key of finishOnKey: %s', async (key) => {
    const { received } = await callPages({ '/voice': gather, '/next': '' }, script(press(`12${key}3`)))
    expect(received[1]?.form.Digits).toBe('12')
  })

  it('tells of every word as it is understood', async () => {
    const { received } = await callPages(
      { '/voice': gather, '/partial': '', '/next': '' },
      script(say('yes please')),
    )
    const partial = received.filter(({ path }) => path === '/partial').map(({ form }) => form)
    expect(partial).toMatchObject([
      { SequenceNumber: '0', UnstableSpeechResult: 'yes', StableSpeechResult: '', CallStatus: 'in-progress' },
      { SequenceNumber: '1', UnstableSpeechResult: '', StableSpeechResult: 'yes please' },
    ])
    expect(received.at(-1)?.form.SpeechResult).toBe('yes please')
  })

  it.each([
    [press('1'), 'dtmf'],
    [say('yes'), 'speech'],
  ])('names the kind of input where the switch wants that', async (answer, kind) => {
    const switches = { inputType: 'sent' as const, partialResults: 'missing' as const }
    const { received } = await callPages({ '/voice': gather, '/next': '' }, script(answer), { switches })
    expect(received[1]?.form.input_type).toBe(kind)
    const plain = await callPages({ '/voice': gather, '/next': '', '/partial': '' }, script(answer))
    expect(plain.received.at(-1)?.form).not.toHaveProperty('input_type')
  })
})

describe('Enqueue', () => {
  const voice = '<Enqueue waitUrl="/wait" action="/left">support</Enqueue><Say>Next.</Say>'

  it('plays the wait document, and tells the action how the queue ended', async () => {
    const replies = { '/voice': voice, '/wait': '<Say>You are first.</Say>', '/left': '<Say>Bye.</Say>' }
    const call = await callPages(replies)
    expect(call.received[1]?.form).toMatchObject({ QueuePosition: '1', CurrentQueueSize: '1' })
    expect(call.received[2]?.form).toMatchObject({ QueueResult: 'bridged', QueueTime: '1' })
    expect(call.heard).toEqual(['You are first.', 'Bye.'])
    expect(performed(call)).toEqual(['puts you into the queue support', 'connects you to an agent'])
  })

  it('is left by Leave', async () => {
    const { received } = await callPages({ '/voice': voice, '/wait': '<Leave/><Say>no</Say>', '/left': '' })
    expect(received[2]?.form.QueueResult).toBe('leave')
  })

  it('may be full', async () => {
    const more = { switches: { queueResult: 'queue-full' as const } }
    const { received } = await callPages({ '/voice': voice, '/left': '' }, undefined, more)
    expect(paths(received)).toEqual(['/voice', '/left'])
    expect(received[1]?.form).toMatchObject({ QueueResult: 'queue-full' })
    expect(received[1]?.form).not.toHaveProperty('QueueSid')
  })

  it('plays a wait document that leads to itself no longer than it takes to hear it', async () => {
    const wait = '<Say>Please wait.</Say><Redirect/>'
    const { heard } = await callPages({
      '/voice': '<Enqueue waitUrl="/wait">a</Enqueue><Say>Next.</Say>',
      '/wait': wait,
    })
    expect(heard).toEqual([...Array(3).fill('Please wait.'), 'Next.'])
  })
})

describe('Dial', () => {
  it('reaches nobody where it holds nothing but what the platform skips', async () => {
    const voice = '<Dial action="https://line.example/after"><Client>joe</Client></Dial>'
    const { received, breaches } = await callPages({ '/voice': voice, '/after': '' })
    expect(received[1]?.form.DialCallStatus).toBe('failed')
    expect(breaches[0]).toMatch(/<Client> may not stand inside <Dial>/)
  })
})

describe('Conference', () => {
  const waiting = '<Dial><Conference waitUrl="/wait">Room</Conference></Dial><Say>Bye.</Say>'

  it('goes on in silence where what plays meanwhile cannot be had, with a warning', async () => {
    for (const voice of [waiting, '<Enqueue waitUrl="/wait">a</Enqueue><Say>Bye.</Say>']) {
      const { heard, events, ending } = await callPages({ '/voice': voice })
      expect(heard).toEqual(['Bye.'])
      expect(ending.by).toBe('line')
      expect(events.flatMap((event) => (event.kind === 'breach' ? [event.details] : []))).toMatchObject([
        { code: 11217, platform: 'the caller waits in silence', severity: 'warning' },
      ])
    }
  })

  it('plays an audio file meanwhile, of any size', async () => {
    const music = { status: 200, headers: { 'content-type': 'audio/mpeg' }, body: new Uint8Array(70_000) }
    const { events, breaches } = await callPages({ '/voice': waiting, '/wait': music })
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'played', url: 'https://line.example/wait' }),
    )
    expect(breaches).toEqual([])
  })

  it('plays what it says while one waits, then beeps', async () => {
    const voice = '<Dial action="/after"><Conference waitUrl="/wait">Room 1234</Conference></Dial>'
    const call = await callPages({ '/voice': voice, '/wait': '<Play>/music.mp3</Play>', '/after': '' })
    expect(call.events).toContainEqual(expect.objectContaining({ kind: 'dialled', numbers: ['Room 1234'] }))
    expect(call.events).toContainEqual(
      expect.objectContaining({ kind: 'played', url: 'https://line.example/music.mp3' }),
    )
    expect(performed(call)).toEqual(['beeps and lets you into Room 1234'])
    expect(call.received[2]?.form.DialCallStatus).toBe('answered')
  })

  it('may be quiet', async () => {
    const call = await callPages({ '/voice': '<Dial><Conference beep="false">Room</Conference></Dial>' })
    expect(performed(call)).toEqual(['plays hold music', 'lets you into Room'])
  })
})

describe('what is accepted', () => {
  it.each([
    ['<Start><Stream url="wss://a.example/audio"><Parameter name="a" value="b"/></Stream></Start>'],
    ['<Stop><Stream name="mine"/></Stop>'],
    ['<Denoise>on</Denoise>'],
    ['<Echo timeout="5"/>'],
    ['<Connect><Room>my-room</Room></Connect>'],
    ['<Connect><Stream url="wss://a.example/audio"/></Connect>'],
    ['<Refer><Sip>sip:bob@line.example</Sip></Refer>'],
  ])('is followed by the next verb: %s', async (verb) => {
    const { heard, breaches } = await callPages({ '/voice': `${verb}<Say>Next.</Say>` })
    expect(heard).toEqual(['Next.'])
    expect(breaches).toEqual([])
  })

  it('is named where it is not played: Pay', async () => {
    const { heard, breaches } = await callPages({ '/voice': '<Pay chargeAmount="1.00"/><Say>Next.</Say>' })
    expect(heard).toEqual(['Next.'])
    expect(breaches).toEqual([expect.stringMatching(/does not play <Pay>/)])
  })

  it.each([
    [
      'Polly.Joanna',
      '<amazon:effect name="whispered">a</amazon:effect><w role="amazon:VB">read</w><mark name="m"/>',
    ],
    ['Polly.Joanna-Neural', '<amazon:effect name="drc">a</amazon:effect>'],
    ['gcloud.en-US-Standard-A', '<say-as interpret-as="date">a</say-as>'],
  ])("is all of a voice's own SSML: %s", async (voice, text) => {
    const { breaches } = await callPages({ '/voice': `<Say voice="${voice}"><speak>${text}</speak></Say>` })
    expect(breaches).toEqual([])
  })
})

describe('Sms', () => {
  it('tells its callback with the standard parameters', async () => {
    const { received } = await callPages({ '/voice': '<Sms statusCallback="/sent">Hello</Sms>', '/sent': '' })
    expect(received[1]?.form).toMatchObject({
      ...{ SmsStatus: 'sent', From: '+12025550123', CallStatus: 'in-progress', Direction: 'inbound' },
      ...{ SmsSid: expect.any(String), CallSid: received[0]?.form.CallSid },
    })
  })

  it('sends nothing to a caller who withholds their number', async () => {
    const more = { from: 'anonymous' }
    const call = await callPages(
      { '/voice': '<Sms action="/next">Hello</Sms>', '/next': xml('') },
      undefined,
      more,
    )
    expect(call.received[1]?.form.SmsStatus).toBe('invalid')
    expect(performed(call)).toEqual(['sends no text to anonymous'])
  })
})

describe('a caller who hangs up', () => {
  it('leaves a recording without words unheard of', async () => {
    const { ending } = await callPages({ '/voice': '<Record action="/done"/>', '/done': '' }, script(hangUp))
    expect(ending.by).toBe('caller')
  })
})
