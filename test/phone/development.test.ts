import { press, say } from 'cxml-phone'
import { describe, expect, it } from 'vitest'
import { localUrlOf } from '../../src/config/address.ts'
import { openTestLine } from '../helper.ts'

const order = { from: '+12025550123', to: '+12025550100' }
const production = {
  NODE_ENV: 'production',
  SIGNALWIRE_PROJECT_ID: 'b3877c40-da60-4998-90ad-b792e98472af',
  SIGNALWIRE_API_TOKEN: 'PT_token',
  SIGNALWIRE_SPACE_URL: 'localhost:1',
  STATE_SECRET: 'one that is as long as production demands',
  PIN_SECRET: 'another one as long as production demands',
}
const paths = [
  '/phone',
  '/phone/settings',
  '/phone/messages',
  '/2010-04-01/Accounts/x/Messages.json',
] as const

describe('the phone of a development server', () => {
  it.each(paths)('is absent in production: %s', async (url) => {
    const { app } = await openTestLine({ settings: production })
    expect((await app.inject({ url })).statusCode).toBe(404)
  })

  it.each([
    ['a tunnel', { 'x-forwarded-for': '198.51.100.7' }],
    ['another name', { host: 'line.example.com' }],
    ['a page of another site', { origin: 'https://elsewhere.example' }],
  ])('is closed to %s', async (_what, headers) => {
    const { app } = await openTestLine()
    for (const url of paths) expect((await app.inject({ url, headers })).statusCode).toBe(403)
    const placed = await app.inject({ method: 'POST', url: '/phone/calls', headers, payload: order })
    expect(placed.statusCode).toBe(403)
  })

  it('refuses a call and an answer that are none', async () => {
    const { app } = await openTestLine()
    const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload })
    expect((await post('/phone/calls', { from: '' })).statusCode).toBe(400)
    expect((await post('/phone/calls', { ...order, lineFault: 'flood' })).statusCode).toBe(400)
    expect((await post('/phone/calls/none/answers', { say: 'yes', question: 1 })).statusCode).toBe(404)
    const { id } = (await post('/phone/calls', order)).json()
    expect((await post(`/phone/calls/${id}/answers`, { keys: 'abc', question: 1 })).statusCode).toBe(400)
    expect((await post(`/phone/calls/${id}/answers`, { say: 'too early', question: 2 })).statusCode).toBe(409)
    expect((await post(`/phone/calls/${id}/answers`, { does: 'hang up', question: 0 })).statusCode).toBe(204)
  })

  it('takes a fault for the texts that come', async () => {
    const { app, call, texts } = await openTestLine()
    const put = (fault: string) =>
      app.inject({ method: 'PUT', url: '/phone/messages/fault', payload: { fault } })
    expect((await put('flood')).statusCode).toBe(400)
    expect((await put('landline')).statusCode).toBe(204)
    const { heard } = await call([say('Example Man'), press('1995'), say('yes')])
    expect(heard.at(-1)).toBe("I'm sorry, that number can't receive texts. Goodbye.")
    expect(await texts()).toEqual([])
  })

  it('tells a page that comes back what it has missed', async () => {
    const { app, config } = await openTestLine()
    const { id } = (await app.inject({ method: 'POST', url: '/phone/calls', payload: order })).json()
    const follow = async (seen: Record<string, string>) => {
      const reply = await fetch(`${localUrlOf(config)}/phone/calls/${id}/events`, { headers: seen })
      const { value } = (await reply.body?.getReader().read()) ?? {}
      return new TextDecoder().decode(value)
    }
    expect(await follow({})).toMatch(/^id: 0\ndata: {"kind":"placed"/)
    expect(await follow({ 'last-event-id': '0' })).toMatch(/^id: 1\ndata: {"kind":"exchanged"/)
  })

  it('lets go of its pages when the server closes', async () => {
    const { app, config } = await openTestLine()
    const { id } = (await app.inject({ method: 'POST', url: '/phone/calls', payload: order })).json()
    const reply = await fetch(`${localUrlOf(config)}/phone/calls/${id}/events`)
    const started = performance.now()
    await Promise.all([app.close(), reply.text()])
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
