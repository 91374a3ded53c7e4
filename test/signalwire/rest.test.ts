import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createHttpClient } from '../../src/signalwire/http-client.ts'
import { readRetryAfter } from '../../src/signalwire/platform-error.ts'
import { createMessages, type Messages } from '../../src/signalwire/rest.ts'
import { type Fault, type MessagesApi, startMessagesApi } from '../texts/messages-api.ts'

const text = { from: '+15550100000', to: '+15550100001', body: 'Café & más, +1' }
const account = { projectId: 'b3877c40-da60-4998-90ad-b792e98472af', apiToken: 'PT-secret' }
let api: MessagesApi
let messages: Messages

beforeAll(async () => {
  api = await startMessagesApi()
  const baseUrl = `https://${api.host}`
  messages = createMessages({ ...account, baseUrl, httpClient: createHttpClient(baseUrl, { ca: api.cert }) })
  await messages.warmUp()
})
afterAll(async () => {
  messages.close()
  await api.close()
})
beforeEach(() => {
  for (const list of [api.arrivals, api.faults, api.requests]) list.length = 0
})

function answered(status: number, body = '', headers: Record<string, string> = {}): Fault {
  return { answer: { status, body, headers } }
}

describe('sending a text', () => {
  test('a text is sent as a form, with the credentials, and its id comes back', async () => {
    const outcome = await messages.send({ ...text, statusUrl: 'https://example.com/sms-status?call=1' })
    expect(api.arrivals).toMatchObject([{ ...text, statusCallback: 'https://example.com/sms-status?call=1' }])
    expect(outcome).toEqual({ kind: 'accepted', sid: api.arrivals[0]?.sid })
    const [request] = api.requests
    expect(request?.url).toBe(`/2010-04-01/Accounts/${account.projectId}/Messages.json`)
    const basic = Buffer.from(`${account.projectId}:${account.apiToken}`).toString('base64')
    expect(request?.headers.authorization).toBe(`Basic ${basic}`)
  })

  test.each([
    ['a code as a number', answered(400, '{"code":21614,"message":"no","status":400}'), '21614'],
    ['a code as a string', answered(422, '{"code":"21717","message":"no","status":400}'), '21717'],
    ['the second shape', answered(400, '{"errors":[{"code":21610,"message":"no"}]}'), '21610'],
    ['the third shape', answered(422, '{"errors":["no"]}'), 'HTTP 422'],
    ['an unknown code', answered(400, '{"code":99999}'), '99999'],
    ['no JSON at all', answered(400, '<html>'), 'HTTP 400'],
  ])('a refusal is read from %s', async (_name, fault, code) => {
    api.faults.push(fault)
    expect(await messages.send(text)).toMatchObject({ kind: 'refused', code, isRepairable: false })
  })

  test('refused credentials may be mended', async () => {
    api.faults.push(answered(401, '{"code":20003}'))
    const outcome = { kind: 'refused', code: '20003', isRepairable: true, isSenderFault: true }
    expect(await messages.send(text)).toMatchObject(outcome)
  })

  test.each<[string, Fault]>([
    ['500 and nothing', answered(500)],
    ['503', answered(503, '{"code":20001}')],
    ['429', answered(429, '{"code":20429}')],
    ['a full queue with 422', answered(422, '{"code":21611}')],
    ['502 and a page', answered(502, '<html><h1>Bad Gateway')],
    ['201 and half a body', { taken: true, answer: { status: 201, body: '{"sid":"0f' } }],
    ['201 and another body', { taken: true, answer: { status: 201, body: '{}' } }],
    ['204', answered(204)],
    ['a redirect', answered(302, '', { location: 'https://example.com' })],
    ['a dropped connection', { answer: 'drop' }],
  ])('%s leaves it unclear', async (_name, fault) => {
    api.faults.push(fault)
    expect(await messages.send(text)).toMatchObject({ kind: 'unclear' })
    expect(api.requests).toHaveLength(1)
  })

  test('Retry-After is passed on', async () => {
    api.faults.push(answered(429, '', { 'retry-after': '7' }))
    expect(await messages.send(text)).toMatchObject({ kind: 'unclear', retryAfterMs: 7000 })
    expect(readRetryAfter('Sun, 22 Nov 2026 12:00:10 GMT', Date.UTC(2026, 10, 22, 12))).toBe(10_000)
    expect(readRetryAfter('soon', 0)).toBeUndefined()
  })

  test('a platform that hangs is left, and its fault is not the sender’s', async () => {
    api.faults.push({ answer: 'hang' })
    const reason = 'no answer: time-out'
    expect(await messages.send(text)).toEqual({ kind: 'unclear', reason, isSenderFault: false })
  })

  test('a certificate that nobody vouches for is not trusted', async () => {
    const strict = createMessages({ ...account, baseUrl: `https://${api.host}` })
    expect(await strict.send(text)).toEqual({
      kind: 'unclear',
      reason: 'no answer: DEPTH_ZERO_SELF_SIGNED_CERT',
      isSenderFault: false,
    })
    expect(api.arrivals).toEqual([])
    strict.close()
  })

  test('variables meant for other programs change nothing', async () => {
    for (const name of ['TWILIO_REGION', 'TWILIO_EDGE', 'HTTP_PROXY', 'HTTPS_PROXY']) vi.stubEnv(name, 'au1')
    const baseUrl = `https://${api.host}`
    const other = createMessages({
      ...account,
      baseUrl,
      httpClient: createHttpClient(baseUrl, { ca: api.cert }),
    })
    expect(await other.send(text)).toMatchObject({ kind: 'accepted' })
    other.close()
    vi.unstubAllEnvs()
  })

  test('no outcome shows a number, a text or a credential', async () => {
    api.faults.push(answered(400, `{"code":21211,"message":"The number ${text.to} is not valid"}`))
    const shown = JSON.stringify(await messages.send(text))
    for (const secret of [text.to, text.body, account.apiToken, 'Basic']) expect(shown).not.toContain(secret)
  })
})

describe('asking what was sent', () => {
  test('the messages to a number are listed with their text and time', async () => {
    await messages.send(text)
    await messages.send({ ...text, to: '+15550100009' })
    const [message, ...others] = await messages.list(text)
    expect(message).toMatchObject({ sid: api.arrivals[0]?.sid, body: text.body })
    expect(Math.abs((message?.createdAt ?? 0) - Date.now())).toBeLessThan(5_000)
    expect(others).toEqual([])
    expect(api.requests.at(-1)?.url).toContain('To=%2B15550100001')
  })

  test('texts of other people in a list that was not filtered are not taken for the caller’s', async () => {
    const message = (sid: string, to?: string) => ({ sid, body: 'the same words', to, from: text.from })
    const list = { messages: [message('SM1', '+15550109999'), message('SM2', text.to), message('SM3')] }
    api.faults.push({ method: 'GET', ...answered(200, JSON.stringify(list)) })
    const found = await messages.list({ from: text.from, to: text.to })
    expect(found.map(({ sid }) => sid)).toEqual(['SM2', 'SM3'])
  })

  test('a text that is taken and failed in the same answer is refused', async () => {
    api.faults.push(answered(201, JSON.stringify({ sid: 'SM1', status: 'failed', error_code: '30006' })))
    expect(await messages.send(text)).toMatchObject({ kind: 'refused', code: '30006' })
  })

  test('an answer that is no list is an error', async () => {
    api.faults.push({ method: 'GET', answer: { status: 200, body: '[]' } })
    await expect(messages.list(text)).rejects.toThrow('unknown shape')
    api.faults.push({ method: 'GET', answer: { status: 503 } })
    await expect(messages.list(text)).rejects.toMatchObject({ name: 'PlatformError', status: 503 })
  })
})
