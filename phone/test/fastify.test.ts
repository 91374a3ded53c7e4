import { createMailbox, type PhoneOptions, phone } from 'cxml-phone/fastify'
import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { documentOf, listen } from './helper.ts'

const target = { url: 'https://line.example/voice' }

function openServer(options: Partial<PhoneOptions> = {}) {
  const app = Fastify()
  onTestFinished(() => app.close())
  app.register(phone, { target, ...options })
  return app
}

test('a server has the page, and what it shows of the line', async () => {
  const app = openServer({
    name: 'reception',
    samples: [{ name: 'Example Man', answers: [{ say: 'hello' }] }],
  })
  expect((await app.inject('/phone')).body).toContain('<title>The phone</title>')
  expect((await app.inject('/phone/settings')).json()).toMatchObject({
    name: 'reception',
    samples: [{ name: 'Example Man', answers: [{ say: 'hello' }] }],
    url: 'https://line.example/voice',
    textFaults: [],
  })
})

test('a page begins with what it was started with, and speaks TwiML where it is told to', async () => {
  const forms: URLSearchParams[] = []
  const origin = await listen((request, response) => {
    request.on('data', (data) => forms.push(new URLSearchParams(String(data))))
    request.on('end', () => response.setHeader('content-type', 'text/xml').end(documentOf('')))
  })
  const first = { from: 'anonymous', switches: { strictness: 'strict' as const } }
  const app = openServer({ target: { url: `${origin}/voice` }, first, dialect: 'twiml' })
  expect((await app.inject('/phone/settings')).json()).toMatchObject({ first })
  const order = { from: 'anonymous', to: '+12025550100' }
  expect((await app.inject({ method: 'POST', url: '/phone/calls', payload: order })).statusCode).toBe(201)
  await expect.poll(() => forms[0]?.get('CallSid')).toMatch(/^CA/)
})

test('a server takes texts only where it has a mailbox for them', async () => {
  const list = {
    url: '/2010-04-01/Accounts/project/Messages',
    headers: { authorization: `Basic ${Buffer.from('project:token').toString('base64')}` },
  }
  expect((await openServer().inject(list)).statusCode).toBe(404)
  const texts = { mailbox: createMailbox(), accountSid: 'project', apiToken: 'token' }
  expect((await openServer({ texts }).inject(list)).json()).toMatchObject({ messages: [] })
})
