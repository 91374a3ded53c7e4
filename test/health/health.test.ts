import { expect, test } from 'vitest'
import { isProof } from '../../src/health/server-proof.ts'
import { openTestLine } from '../helper.ts'

const nonce = 'a-nonce-made-for-the-occasion'

test('the server proves who it is to a nonce, without sending it back', async () => {
  const line = await openTestLine()
  const reply = await line.app.inject(`/healthz?nonce=${nonce}`)
  const { service, proof } = reply.json()
  expect(service).toBe('frontdesk')
  expect(isProof(proof, nonce, line.config.STATE_SECRET)).toBe(true)
  expect(isProof(proof, `${nonce}2`, line.config.STATE_SECRET)).toBe(false)
  expect(isProof(proof, nonce, ['another secret'])).toBe(false)
  expect(reply.body).not.toContain(nonce)
})

test.each(['', '?nonce=', '?nonce=short', `?nonce=${'x'.repeat(65)}`, '?nonce=a&nonce=b', '?probe=1'])(
  'without a nonce it only says that it lives: %j',
  async (query) => {
    const line = await openTestLine()
    const reply = await line.app.inject(`/healthz${query}`)
    expect([reply.statusCode, reply.json()]).toEqual([200, { status: 'ok', service: 'frontdesk' }])
  },
)
