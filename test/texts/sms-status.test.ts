import { press, say } from 'cxml-phone'
import { describe, expect, test } from 'vitest'
import { sign } from '../../src/signalwire/signature.ts'
import { openTestLine, signingKey } from '../helper.ts'

const PATH = '/sms-status?call=some-call'
const clients = [{ id: 'c1', name: 'Example Man', pin: '1995', appointments: [{ at: '2026-12-15T14:00' }] }]
const open = () => openTestLine({ clients, now: new Date('2026-11-22T15:00:00Z') })
type Line = Awaited<ReturnType<typeof open>>

function report(line: Line, fields: Record<string, string>, key = signingKey) {
  return line.app.inject({
    method: 'POST',
    url: PATH,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-signalwire-signature': sign(key, line.publicUrl + PATH, fields),
    },
    payload: new URLSearchParams(fields).toString(),
  })
}

describe('a report on a text', () => {
  test('that it cannot be routed keeps the next call from being offered one', async () => {
    const line = await open()
    await line.app.inject({
      method: 'PUT',
      url: '/phone/messages/fault',
      payload: { fault: 'landline-later' },
    })
    const first = await line.call([say('Example Man'), press('1995'), say('yes')])
    expect(first.heard.at(-1)).toContain('Your details will be messaged to you shortly.')
    const texts = () => line.database.get('SELECT status, code FROM texts')
    await expect.poll(texts, { timeout: 10_000 }).toEqual({ status: 'undelivered', code: '30006' })
    const second = await line.call([say('Example Man'), press('1995')])
    expect(second.heard.join(' ')).not.toContain('Would you like to receive a text')
    expect(second.heard.join(' ')).toContain('your appointment is on')
    expect(line.log.join('')).not.toMatch(/2025550123|Example Man/)
  })

  test('is taken from the platform alone, and only when it is one', async () => {
    const line = await open()
    const fields = { MessageSid: 'sid', MessageStatus: 'sent' }
    expect((await report(line, fields, 'another key')).statusCode).toBe(403)
    expect((await report(line, fields)).statusCode).toBe(204)
    expect((await report(line, { SmsSid: 'sid', SmsStatus: 'sent' })).statusCode).toBe(204)
    for (const bad of [
      { MessageStatus: 'sent' },
      { MessageSid: 'sid' },
      { MessageSid: '<>', MessageStatus: 'sent' },
    ]) {
      expect((await report(line, bad)).statusCode).toBe(400)
    }
  })
})
