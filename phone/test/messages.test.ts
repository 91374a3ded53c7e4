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

describe('the list of messages', () => {
  const sender = '+12025550100'
  const get = (app: ReturnType<typeof build>['app'], path: string) =>
    app.inject({
      url: path.startsWith('/') ? path : `/2010-04-01/Accounts/${accountSid}/${path}`,
      headers: { authorization },
    })

  /** Texts that were sent on these days. */
  function buildWith(days: string[]) {
    let now = 0
    const mailbox = createMailbox(() => now)
    for (const day of days) {
      now = Date.parse(`${day}T12:00Z`)
      mailbox.setStatus(mailbox.add({ from: sender, to: '+12025550123', body: day }).sid, 'sent')
    }
    const app = Fastify()
    onTestFinished(() => app.close())
    app.register(messagesApi, { mailbox, accountSid, apiToken })
    return { app, mailbox }
  }
  const bodies = (reply: { json(): { messages: { body: string }[] } }) =>
    reply.json().messages.map(({ body }) => body)

  it.each([
    ['DateSent=2026-11-02', ['2026-11-02']],
    ['DateSent%3E=2026-11-02', ['2026-11-03', '2026-11-02']],
    ['DateSent%3C=2026-11-02', ['2026-11-02', '2026-11-01']],
    ['DateSent%3E=2026-11-02&DateSent%3C=2026-11-02', ['2026-11-02']],
    ['DateSent=2026-11-09', []],
  ])('is filtered by the day: %s', async (query, expected) => {
    const { app, mailbox } = buildWith(['2026-11-01', '2026-11-02', '2026-11-03'])
    mailbox.add({ from: sender, to: '+12025550123', body: 'not sent yet' })
    expect(bodies(await get(app, `Messages?${query}`))).toEqual(expected)
  })

  it('is paged by tokens, forwards and back, with its filters', async () => {
    const { app } = buildWith(['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'])
    const first = await get(app, 'Messages.json?PageSize=2&From=%2B12025550100')
    const second = await get(app, first.json().next_page_uri)
    const third = await get(app, second.json().next_page_uri)
    expect([first, second, third].map(bodies)).toEqual([
      ['2026-11-05', '2026-11-04'],
      ['2026-11-03', '2026-11-02'],
      ['2026-11-01'],
    ])
    expect(first.json().next_page_uri).toMatch(/From=%2B12025550100&Page=1&PageSize=2&PageToken=PA/)
    expect([first.json().previous_page_uri, third.json().next_page_uri]).toEqual([null, null])
    expect(second.json().previous_page_uri).toMatch(/PageToken=PB/)
    expect(bodies(await get(app, third.json().previous_page_uri))).toEqual(bodies(second))
  })

  it.each(['Page=1', 'PageToken=2', 'PageSize=0', 'PageSize=1001', 'DateSent=yesterday'])(
    'refuses a query that is not valid: %s',
    async (query) => {
      expect((await get(buildWith([]).app, `Messages?${query}`)).statusCode).toBe(400)
    },
  )

  it('names the media of a text, which can be listed, shown and removed', async () => {
    const { app } = build()
    const media = ['https://line.example/a.png', 'https://line.example/b']
    const form = new URLSearchParams(text)
    for (const url of media) form.append('MediaUrl', url)
    const sent = await app.inject({
      method: 'POST',
      url: `/2010-04-01/Accounts/${accountSid}/Messages`,
      headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
      payload: form.toString(),
    })
    const { sid, num_media, subresource_uris } = sent.json()
    expect(num_media).toBe('2')
    const list = (await get(app, subresource_uris.media)).json()
    expect(list.media_list).toMatchObject([
      { parent_sid: sid, content_type: 'image/png' },
      { parent_sid: sid, content_type: 'image/jpeg' },
    ])
    const [{ uri }] = list.media_list
    expect((await get(app, uri)).json()).toEqual(list.media_list[0])
    const removed = await app.inject({ method: 'DELETE', url: uri, headers: { authorization } })
    expect(removed.statusCode).toBe(204)
    expect((await get(app, uri)).statusCode).toBe(404)
    expect((await get(app, `Messages/${sid}`)).json().num_media).toBe('1')
  })

  it('names the number group that a text was sent by', async () => {
    const { app } = build()
    const group = 'a2b7c9d4-0000-4000-8000-000000000000'
    const { body, ...rest } = (await create(app, { ...text, From: '', MessagingServiceSid: group })).json()
    expect(rest).toMatchObject({
      messaging_service_sid: group,
      from: '+12025550100',
      direction: 'outbound-api',
    })
  })

  it('ends at sent where a text has media', async () => {
    const { app, callbacks } = build()
    await create(app, {
      ...text,
      MediaUrl: 'https://line.example/a.png',
      StatusCallback: 'https://line.example/s',
    })
    await vi.waitFor(() => expect(callbacks).toHaveLength(1))
    expect(callbacks[0]?.form).toMatchObject({ MessageStatus: 'sent', NumMedia: '1' })
  })
})
