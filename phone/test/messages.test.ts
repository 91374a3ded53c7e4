import { RestClient } from '@signalwire/compatibility-api'
import Fastify from 'fastify'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { messagesApi } from '../src/messages/api.ts'
import type { FaultName } from '../src/messages/faults.ts'
import { createMailbox } from '../src/messages/mailbox.ts'
import { countSegments } from '../src/messages/segments.ts'

const accountSid = 'b3877c40-da60-4998-90ad-b792e98472af'
const apiToken = 'PT_token'
const authorization = `Basic ${Buffer.from(`${accountSid}:${apiToken}`).toString('base64')}`
const text = { From: '+12025550100', To: '+12025550123', Body: 'Hello' }

function build(fault: FaultName = 'none') {
  const mailbox = createMailbox()
  mailbox.fault = fault
  const callbacks: { url: string; headers: Record<string, string>; form: Record<string, string> }[] = []
  const app = Fastify({ forceCloseConnections: true })
  onTestFinished(() => app.close())
  const post = async (url: string, headers: Record<string, string>, body: string) => {
    callbacks.push({ url, headers, form: Object.fromEntries(new URLSearchParams(body)) })
  }
  app.register(messagesApi, { mailbox, accountSid, apiToken, signingKey: 'PSK_key', post })
  return { app, mailbox, callbacks }
}

function create(
  app: ReturnType<typeof build>['app'],
  form: Record<string, string>,
  path = '/2010-04-01',
  more = '.json',
) {
  return app.inject({
    method: 'POST',
    url: `${path}/Accounts/${accountSid}/Messages${more}`,
    headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  })
}

describe('the Messages API', () => {
  it.each([
    ['/2010-04-01', '.json'],
    ['/2010-04-01', ''],
    ['/api/laml/2010-04-01', '.json'],
    ['/api/laml/2010-04-01', ''],
  ])('takes a text at %s, suffix "%s"', async (path, suffix) => {
    const { app, mailbox } = build()
    const reply = await create(app, text, path, suffix)
    expect(reply.statusCode).toBe(201)
    expect(reply.json()).toMatchObject({
      account_sid: accountSid,
      status: 'queued',
      body: 'Hello',
      num_segments: 1,
    })
    expect(mailbox.messages).toHaveLength(1)
  })

  it('is understood by the vendor package', async () => {
    const { app } = build()
    const origin = await app.listen({ port: 0, host: '127.0.0.1' })
    const client = RestClient(accountSid, apiToken, { signalwireSpaceUrl: 'localhost' })
    // untyped in the package: where requests go
    ;(client as unknown as { api: { baseUrl: string } }).api.baseUrl = origin
    const sent = await client.messages.create({ from: text.From, to: text.To, body: text.Body })
    expect(sent.status).toBe('queued')
    expect((await client.messages.list({ to: text.To })).map(({ sid }) => sid)).toEqual([sent.sid])
    expect((await client.messages(sent.sid).fetch()).body).toBe('Hello')
  })

  it.each([
    ['To is missing', { To: '' }, 21604],
    ['To is not E.164', { To: 'anonymous' }, 21211],
    ['From is missing', { From: '' }, 21705],
    ['From is not E.164', { From: '12' }, 21212],
    ['the text is empty', { Body: '' }, 21602],
    ['the text is too long', { Body: 'x'.repeat(1601) }, 21617],
    ['the callback is no URL', { StatusCallback: '/sms-status' }, 21402],
  ])('refuses a text when %s', async (_what, change, code) => {
    const { app, mailbox } = build()
    const reply = await create(app, { ...text, ...change })
    expect(reply.statusCode).toBe(400)
    expect(reply.json()).toMatchObject({ code, status: 400 })
    expect(mailbox.messages).toHaveLength(0)
  })

  it('refuses wrong credentials', async () => {
    const { app } = build()
    const url = `/2010-04-01/Accounts/${accountSid}/Messages`
    const reply = await app.inject({ url, headers: { authorization: 'Basic eDp5' } })
    expect([reply.statusCode, reply.json().code]).toEqual([401, 20003])
  })

  it('tells what became of a text, signed', async () => {
    const { app, callbacks, mailbox } = build()
    const url = 'https://line.example/sms-status?call=1'
    await create(app, { ...text, StatusCallback: url })
    await vi.waitFor(() => expect(callbacks).toHaveLength(2))
    expect(callbacks.map(({ form }) => form.MessageStatus)).toEqual(['sent', 'delivered'])
    const [first] = callbacks
    const signature = first?.headers['x-signalwire-signature'] ?? ''
    expect(RestClient.validateRequest('PSK_key', signature, url, first?.form ?? {})).toBe(true)
    expect(mailbox.messages[0]?.status).toBe('delivered')
  })

  it.each([
    ['refused-sender' as const, 422, { code: '21717', status: 400 }],
    ['landline' as const, 422, { code: 21614 }],
    ['too-many' as const, 429, { code: 20429 }],
  ])('refuses a text on demand: %s', async (fault, status, body) => {
    const { app, mailbox } = build(fault)
    const reply = await create(app, text)
    expect(reply.statusCode).toBe(status)
    expect(reply.json()).toMatchObject(body)
    expect(mailbox.messages).toHaveLength(0)
  })

  it.each([
    ['empty-500' as const, 500, ''],
    ['html-502' as const, 502, /^<html>/],
  ])('answers on demand with %s', async (fault, status, body) => {
    const { app } = build(fault)
    const reply = await create(app, text)
    expect(reply.statusCode).toBe(status)
    expect(reply.body).toMatch(body)
  })

  it('takes a text to a landline, and reports it as undelivered', async () => {
    const { app, callbacks } = build('landline-later')
    const reply = await create(app, { ...text, StatusCallback: 'https://line.example/sms-status' })
    expect(reply.statusCode).toBe(201)
    await vi.waitFor(() => expect(callbacks).toHaveLength(2))
    expect(callbacks[1]?.form).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30006' })
  })

  it.each([
    ['dropped' as const, 0],
    ['answer-lost' as const, 1],
  ])('closes the connection without an answer: %s', async (fault, kept) => {
    const { app, mailbox } = build(fault)
    const origin = await app.listen({ port: 0, host: '127.0.0.1' })
    const body = new URLSearchParams(text)
    const url = `${origin}/2010-04-01/Accounts/${accountSid}/Messages`
    await expect(fetch(url, { method: 'POST', headers: { authorization }, body })).rejects.toThrow()
    expect(mailbox.messages).toHaveLength(kept)
  })

  it('does not answer at all on demand', async () => {
    const { app } = build('hang')
    const origin = await app.listen({ port: 0, host: '127.0.0.1' })
    const body = new URLSearchParams(text)
    const url = `${origin}/2010-04-01/Accounts/${accountSid}/Messages`
    const signal = AbortSignal.timeout(200)
    await expect(fetch(url, { method: 'POST', headers: { authorization }, body, signal })).rejects.toThrow(
      /timeout/,
    )
  })
})

describe('the parts of a text', () => {
  it.each([
    ['x'.repeat(160), 1],
    ['x'.repeat(161), 2],
    ['x'.repeat(306), 2],
    [`€${'x'.repeat(159)}`, 2],
    ['ş'.repeat(70), 1],
    ['ş'.repeat(71), 2],
  ])('are counted', (body, parts) => {
    expect(countSegments(body)).toBe(parts)
  })
})
