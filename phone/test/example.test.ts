import 'cxml-phone/vitest'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { phone } from 'cxml-phone'
import { expect, onTestFinished, test } from 'vitest'

const documents: Record<string, string> = {
  '/voice': `<Response>
    <Gather numDigits="4" action="https://line.example.com/pin"><Say>Please enter your PIN.</Say></Gather>
  </Response>`,
  '/pin': '<Response><Say>Thank you.</Say><Sms>Tuesday at 2 PM.</Sms></Response>',
}

/** Stands for your server. */
async function startServer(): Promise<string> {
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('content-type', 'text/xml').end(documents[url])
  }).listen(0)
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  // a server that listens on a port has an address object
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

test('a caller who enters a PIN is thanked, and gets a text', async () => {
  const line = phone({
    url: 'https://line.example.com/voice', // as configured at the platform: this is what is signed
    key: 'PSK_your_signing_key',
    detour: { localUrl: await startServer() }, // where the requests really go
  })
  const call = await line.call({ from: '+12025550123' })
  expect(call).toHear('Please enter your PIN.')
  await call.press('1995')
  expect(call).toHear(/thank you/i)
  expect(call).toText('Tuesday at 2 PM.')
  expect(call).toBeOver('line')
  expect(call).toBeStrict()
})
