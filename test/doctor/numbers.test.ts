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
      { numbers: one({ call_request_method: 'GET' }) },
      `fail: ${phone} calls with GET, not POST`,
    ],
    [
      'that ask at another path',
      {
        numbers: (publicUrl) => [
          number(phone, { call_handler: 'laml_webhooks', call_request_url: `${publicUrl}/` }),
        ],
      },
      `fail: ${phone} calls https://localhost`,
    ],
    ['without a fallback', { numbers: one({ call_fallback_url: null }) }, 'warn: '],
    [
      'without a status callback',
      { numbers: one({ call_status_callback_url: null }) },
      'its status callback, ',
    ],
    [
      'whose texts go elsewhere',
      { numbers: one({ message_request_url: 'https://other.example/sms' }) },
      `warn: ${phone} points here, but its message URL does not`,
    ],
    [
      'that have an application',
      { numbers: one({ call_handler: 'laml_application' }) },
      'handled by laml_application',
    ],
    [
      'that a resource handles, whose URL nobody tells',
      {
        numbers: () => [
          number(phone, { call_handler: 'laml_webhooks', calling_handler_resource_id: 'a resource' }),
        ],
      },
      `warn: ${phone} is handled by a resource of the dashboard`,
    ],
    ['without voice', { numbers: one({ capabilities: ['sms'] }) }, 'cannot take calls'],
    ['that are fax lines', { numbers: one({ call_receive_mode: 'fax' }) }, 'is a fax line'],
    [
      'handled by another kind of script',
      { numbers: one({ call_handler: 'relay_script' }) },
      `fail: ${phone} is handled by relay_script`,
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
    ['a number without SMS', { capabilities: ['voice'] }, {}, 'cannot send texts'],
    ['a number bought lately', { created_at: '2026-01-05T10:00:00Z' }, {}, 'since December 2025'],
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
    const created_at = '2026-01-05T10:00:00Z'
    const { found } = await diagnose({
      numbers: (publicUrl) => [connected(phone, publicUrl, { created_at })],
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
    const created_at = '2026-01-05T10:00:00Z'
    const { found } = await diagnose({
      numbers: (publicUrl) => [connected('+18885550100', publicUrl, { created_at })],
    })
    expect(found('texts')).toMatch(/^ok/)
  })
})
