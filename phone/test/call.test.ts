import { describe, expect, it } from 'vitest'
import { hangUp, press, say, script, silence } from '../src/engine/answer.ts'
import { placeCall } from '../src/engine/call.ts'
import { sign } from '../src/engine/sign-request.ts'
import { callPages, documentOf, listen } from './helper.ts'

const ask = (attributes = '', after = '') =>
  `<Gather input="dtmf speech" action="/next?step=1&amp;try=2" timeout="5" ${attributes}><Say>Who is there?</Say></Gather>${after}`

describe('a call', () => {
  it('is a first request while it rings, then the answer in progress, then the report of its end', async () => {
    const { received, heard, ending } = await callPages(
      { '/voice': ask(), '/next': '<Say>Goodbye.</Say><Hangup/>', '/call-status': '<Hangup/>' },
      script(say('Example Man.')),
      { statusCallbackUrl: 'https://line.example/call-status', callSid: 'a', accountSid: 'b' },
    )
    const standard = { AccountSid: 'b', ApiVersion: '2010-04-01', CallSid: 'a', Direction: 'inbound' }
    const people = { From: '+12025550123', To: '+12025550100' }
    expect(received.map(({ path }) => path)).toEqual(['/voice', '/next?step=1&try=2', '/call-status'])
    expect(received[0]?.form).toEqual({ ...standard, ...people, CallStatus: 'ringing' })
    const answered = { CallStatus: 'in-progress', SpeechResult: 'Example Man.', Confidence: '0.92' }
    expect(received[1]?.form).toEqual({ ...standard, ...people, ...answered })
    expect(received[2]?.form).toMatchObject({ CallSid: 'a', CallStatus: 'completed', ...people })
    expect(heard).toEqual(['Who is there?', 'Goodbye.'])
    expect(ending).toMatchObject({ by: 'line', status: 'completed' })
  })

  it('is signed over its URL and form, under both header names', async () => {
    const { received } = await callPages({ '/voice': '<Hangup/>' }, undefined, { key: 'secret' })
    const signature = sign('secret', 'https://line.example/voice', received[0]?.form ?? {})
    expect(received[0]?.headers).toMatchObject({
      'x-signalwire-signature': signature,
      'x-twilio-signature': signature,
    })
  })

  it('goes on with the verb after Gather when nothing is answered', async () => {
    const { received } = await callPages(
      { '/voice': ask('', '<Redirect>/again</Redirect><Say>never</Say>'), '/again': '<Say>Bye.</Say>' },
      script(silence),
    )
    expect(received.map(({ path }) => path)).toEqual(['/voice', '/again'])
    expect(received[1]?.form).not.toHaveProperty('Digits')
  })

  it.each([
    ['missing' as const, {}],
    ['blank' as const, { Digits: '', SpeechResult: '' }],
  ])('tells the action of silence where it asks for that: answers are %s', async (emptyResult, fields) => {
    const replies = { '/voice': ask('actionOnEmptyResult="true"', '<Say>never</Say>'), '/next': '<Hangup/>' }
    const { received, heard } = await callPages(replies, script(silence), { switches: { emptyResult } })
    expect(heard).toEqual(['Who is there?'])
    const { Digits, SpeechResult } = received[1]?.form ?? {}
    expect(received).toHaveLength(2)
    expect({ Digits, SpeechResult }).toEqual({ Digits: undefined, SpeechResult: undefined, ...fields })
  })

  it('ends without another step when the caller hangs up at a question', async () => {
    const { received, ending } = await callPages({ '/voice': ask() }, script(hangUp))
    expect(received).toHaveLength(1)
    expect(ending).toMatchObject({ by: 'caller', status: 'completed' })
  })

  it('ends when the caller hangs up while a question waits for an answer', async () => {
    const controller = new AbortController()
    const answer = () => new Promise<never>(() => setTimeout(() => controller.abort(), 5))
    const { ending } = await callPages({ '/voice': ask() }, answer, { signal: controller.signal })
    expect(ending.by).toBe('caller')
  })

  it('sends keys as Digits, up to numDigits or the finishing key', async () => {
    const replies = { '/voice': ask('numDigits="4"'), '/next': ask('finishOnKey="#"') }
    const { received } = await callPages(replies, script(press('199567'), press('12#3'), hangUp))
    expect(received.map(({ form }) => form.Digits)).toEqual([undefined, '1995', '12'])
  })

  it('reports whom it would connect, and goes on after them', async () => {
    const { events, heard } = await callPages({
      '/voice': '<Dial timeout="20"><Number>+12025550150</Number></Dial><Say>They have gone.</Say>',
    })
    expect(events).toContainEqual(expect.objectContaining({ kind: 'dialled', numbers: ['+12025550150'] }))
    expect(heard).toEqual(['They have gone.'])
  })

  it('can be rejected, and then is never answered', async () => {
    const statusCallbackUrl = 'https://line.example/call-status'
    const { received, ending } = await callPages({ '/voice': '<Reject reason="busy"/>' }, undefined, {
      statusCallbackUrl,
    })
    expect(ending).toMatchObject({ by: 'busy', status: 'busy' })
    expect(received).toHaveLength(1)
  })

  it('takes a text that the document sends', async () => {
    const { events } = await callPages({ '/voice': '<Sms>Hello</Sms>' })
    const text = { kind: 'texted', from: '+12025550100', to: '+12025550123', body: 'Hello' }
    expect(events).toContainEqual(expect.objectContaining(text))
  })

  it('speaks what stands in SSML, with aliases', async () => {
    const { heard } = await callPages({
      '/voice':
        '<Say voice="Polly.Joanna">At <say-as interpret-as="time">2pm</say-as><break time="1s"/>in <sub alias="Street">St</sub>.</Say>',
    })
    expect(heard).toEqual(['At 2pm in Street.'])
  })

  it('goes over HTTP', async () => {
    const origin = await listen((_request, response) => {
      response.setHeader('content-type', 'text/xml').end(documentOf('<Say>Hello.</Say>'))
    })
    const url = `${origin}/voice`
    const call = await placeCall({ url, from: 'anonymous', to: '+12025550100', answer: () => silence })
    expect(call.breaches).toEqual([])
    expect(call.heard).toEqual(['Hello.'])
  })
})
