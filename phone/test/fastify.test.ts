import { createMailbox, type PhoneOptions, phone } from 'cxml-phone/fastify'
import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'

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

test('a server takes texts only where it has a mailbox for them', async () => {
  const list = {
    url: '/2010-04-01/Accounts/project/Messages',
    headers: { authorization: `Basic ${Buffer.from('project:token').toString('base64')}` },
  }
  expect((await openServer().inject(list)).statusCode).toBe(404)
  const texts = { mailbox: createMailbox(), accountSid: 'project', apiToken: 'token' }
  expect((await openServer({ texts }).inject(list)).json()).toMatchObject({ messages: [] })
})
