import { describe, expect, it } from 'vitest'
import { press, say, script } from '../src/engine/answer.ts'
import { virtualClock } from '../src/engine/clock.ts'
import { sign } from '../src/engine/sign-request.ts'
import { callPages, xml } from './helper.ts'

const gather = '<Gather input="dtmf speech" action="https://line.example/next"/>'
const statusCallbackUrl = 'https://line.example/call-status'

describe('what the platform leaves open', () => {
  it.each([
    ['both' as const, ['x-signalwire-signature', 'x-twilio-signature']],
    ['signalwire' as const, ['x-signalwire-signature']],
    ['twilio' as const, ['x-twilio-signature']],
    ['none' as const, []],
  ])('the header of the signature: %s', async (signatureHeader, names) => {
    const { received } = await callPages({ '/voice': '<Hangup/>' }, undefined, {
      key: 'k',
      switches: { signatureHeader },
    })
    expect(Object.keys(received[0]?.headers ?? {}).filter((name) => name.endsWith('signature'))).toEqual(
      names,
    )
  })

  it('can be a wrong signature', async () => {
    const more = { key: 'k', switches: { signatureHeader: 'wrong' as const } }
    const { received } = await callPages({ '/voice': '<Hangup/>' }, undefined, more)
    const right = sign('k', 'https://line.example/voice', received[0]?.form ?? {})
    expect(received[0]?.headers['x-signalwire-signature']).toMatch(/^.{27}=$/)
    expect(received[0]?.headers['x-signalwire-signature']).not.toBe(right)
  })

  it.each([
    ['https://line.example/voice', 'as-is' as const, 'https://line.example/voice'],
    ['https://line.example/voice', 'written' as const, 'https://line.example:443/voice'],
    ['http://line.example/voice', 'written' as const, 'http://line.example:80/voice'],
    ['https://line.example:8443/voice', 'as-is' as const, 'https://line.example:8443/voice'],
    ['https://line.example:8443/voice', 'stripped' as const, 'https://line.example/voice'],
  ])('the port in the signed URL: %s, %s', async (url, signedPort, signed) => {
    const { received } = await callPages({ '/voice': '<Hangup/>' }, undefined, {
      url,
      key: 'k',
      switches: { signedPort },
    })
    expect(received[0]?.headers['x-signalwire-signature']).toBe(sign('k', signed, received[0]?.form ?? {}))
  })

  it.each([
    ['stripped' as const, 'https://line.example/voice'],
    ['kept' as const, 'https://user:pass@line.example/voice#rt=9000'],
  ])('user and fragment in the signed URL: %s', async (signedExtras, signed) => {
    const url = 'https://user:pass@line.example/voice#rt=9000'
    const { received } = await callPages({ '/voice': '<Hangup/>' }, undefined, {
      url,
      key: 'k',
      switches: { signedExtras },
    })
    expect(received[0]?.headers['x-signalwire-signature']).toBe(sign('k', signed, received[0]?.form ?? {}))
  })

  it('speech may come with blank Digits', async () => {
    const more = { switches: { speechDigits: 'blank' as const } }
    const { received } = await callPages({ '/voice': gather }, script(say('yes')), more)
    expect(received[1]?.form).toMatchObject({ Digits: '', SpeechResult: 'yes' })
  })

  it('a lone finishing key may be an empty answer', async () => {
    const more = { switches: { bareFinishKey: 'blank' as const } }
    const { received } = await callPages({ '/voice': gather }, script(press('#')), more)
    expect(received[1]?.form).toMatchObject({ Digits: '' })
  })

  it.each(['completed', 'busy', 'no-answer', 'failed', 'canceled'] as const)(
    'the other party of a Dial: %s',
    async (dialStatus) => {
      const voice = '<Dial action="https://line.example/next">+12025550150</Dial>'
      const { received } = await callPages({ '/voice': voice, '/next': '<Hangup/>' }, undefined, {
        switches: { dialStatus },
      })
      expect(received[1]?.form).toMatchObject({ DialCallStatus: dialStatus })
    },
  )

  it('a GET has its parameters in the signed query', async () => {
    const url = 'https://line.example/voice?a=b'
    const { received } = await callPages({ '/voice': '' }, undefined, {
      url,
      method: 'GET',
      key: 'k',
      callSid: 'c',
    })
    const [request] = received
    expect(request?.path).toMatch(/^\/voice\?a=b&AccountSid=.*&CallSid=c&/)
    expect(request?.headers['x-signalwire-signature']).toBe(
      sign('k', `https://line.example${request?.path}`, {}),
    )
  })
})

describe('the status callback', () => {
  it.each([
    ['once' as const, 1],
    ['twice' as const, 2],
    ['missing' as const, 0],
    ['late' as const, 1],
  ])('comes %s', async (statusCallback, times) => {
    const more = { statusCallbackUrl, switches: { statusCallback } }
    const { received } = await callPages({ '/voice': '', '/call-status': '' }, undefined, more)
    expect(received.filter(({ path }) => path === '/call-status')).toHaveLength(times)
  })

  it.each([
    [500, 3],
    [302, 3],
    [200, 1],
    [204, 1],
  ])('that is answered with %i is sent %i times', async (status, times) => {
    const replies = { '/voice': '', '/call-status': xml('', { status }) }
    const { received, breaches } = await callPages(replies, undefined, { statusCallbackUrl })
    expect(received).toHaveLength(1 + times)
    expect(breaches).toHaveLength(times === 3 ? 1 : 0)
  })

  it('tells how long the call took, and when, on the clock of the call', async () => {
    const clock = virtualClock(Date.UTC(2026, 10, 22, 12, 0, 0))
    const { received } = await callPages({ '/voice': '<Pause length="60"/>' }, undefined, {
      statusCallbackUrl,
      clock,
    })
    const { CallDuration, Timestamp } = received[1]?.form ?? {}
    expect(Number(CallDuration)).toBeGreaterThanOrEqual(60)
    expect(Timestamp).toMatch(/^Sun, 22 Nov 2026 12:01:0\d \+0000$/)
  })

  it('tells of a call that failed', async () => {
    const { received } = await callPages({}, undefined, { statusCallbackUrl })
    expect(received[1]?.form.CallStatus).toBe('failed')
  })
})
