import { describe, expect, test } from 'vitest'
import { connected, type Manner, number } from '../signalwire/space.ts'
import { diagnose, phone, type Setting } from './diagnose.ts'

describe('the numbers', () => {
  const one = (changes: Record<string, unknown>) => (publicUrl: string) => [
    connected(phone, publicUrl, changes),
  ]

  test.each<[string, Pick<Setting, 'numbers' | 'manner'>, string]>([
    ['that do not exist', { numbers: () => [] }, 'fail: the project has no number'],
    ['that point nowhere', { numbers: () => [number(phone)] }, "fail: none of the project's 1 points here"],
    [
      'that point to where the tunnel was',
      { numbers: () => [connected(phone, 'https://old.ngrok.app')] },
      `fail: ${phone} calls https://old.ngrok.app/voice: has the tunnel's address changed?`,
    ],
    [
      'that ask with GET',
      { numbers: one({ voice_method: 'GET' }) },
      `fail: ${phone} calls with GET, not POST`,
    ],
    [
      'that ask at another path',
      { numbers: (publicUrl) => [number(phone, { voice_url: `${publicUrl}/` })] },
      `fail: ${phone} calls https://localhost`,
    ],
    ['without a fallback', { numbers: one({ voice_fallback_url: null }) }, 'warn: '],
    ['without a status callback', { numbers: one({ status_callback: null }) }, 'StatusCallback'],
    ['that have an application', { numbers: one({ voice_application_sid: 'a' }) }, 'cXML application'],
    ['without voice', { numbers: one({ capabilities: { voice: false, sms: true } }) }, 'cannot take calls'],
    ['that are fax lines', { numbers: one({ voice_receive_mode: 'fax' }) }, 'is a fax line'],
    [
      'handled by another kind of script',
      { manner: { handlers: { [phone]: { call_handler: 'relay_script' } } } },
      `fail: ${phone} is handled by relay_script`,
    ],
    [
      'that the newer API knows as fax lines',
      { manner: { handlers: { [phone]: { call_handler: 'laml_webhooks', call_receive_mode: 'fax' } } } },
      'is a fax line',
    ],
  ])('%s are named', async (_name, setting, says) => {
    const { ok, found } = await diagnose(setting)
    expect(found('numbers')).toContain(says)
    expect(found('numbers')).toContain(' → ')
    expect(ok).toBe(found('numbers').startsWith('warn'))
  })
})

describe('the texts', () => {
  test.each<[string, Record<string, unknown>, Manner, string]>([
    ['a number without SMS', { capabilities: { voice: true, sms: false } }, {}, 'cannot send texts'],
    [
      'a number bought lately',
      { date_created: 'Mon, 05 Jan 2026 10:00:00 +0000' },
      {},
      'since December 2025',
    ],
    ['a trial project', {}, { account: { type: 'Trial', status: 'active' } }, 'one verified number'],
    [
      'a text refused before',
      {},
      { texts: [{ from: phone, status: 'failed', error_code: '21717' }] },
      'failed with 21717',
    ],
  ])('%s is pointed out, and calls go through', async (_name, changes, manner, says) => {
    const { ok, found } = await diagnose({
      manner,
      numbers: (publicUrl) => [connected(phone, publicUrl, changes)],
    })
    expect(found('texts')).toMatch(/warn: .* → ./)
    expect(found('texts')).toContain(says)
    expect(ok).toBe(true)
  })

  test('a number whose last text has left may send others, whenever it was bought', async () => {
    const date_created = 'Mon, 05 Jan 2026 10:00:00 +0000'
    const { found } = await diagnose({
      numbers: (publicUrl) => [connected(phone, publicUrl, { date_created })],
      manner: {
        texts: [
          { from: phone, status: 'undelivered', error_code: '30006' },
          { from: phone, status: 'delivered', error_code: null },
          { from: phone, status: 'failed', error_code: '21717' },
        ],
      },
    })
    expect(found('texts')).toBe(`ok: ${phone} has sent texts`)
  })

  test('a toll-free number needs no campaign', async () => {
    const date_created = 'Mon, 05 Jan 2026 10:00:00 +0000'
    const { found } = await diagnose({
      numbers: (publicUrl) => [connected('+18885550100', publicUrl, { date_created })],
    })
    expect(found('texts')).toMatch(/^ok/)
  })
})
