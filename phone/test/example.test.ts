import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { placeCall, press, script, sendOverHttp } from 'cxml-phone'
import { expect, onTestFinished, test } from 'vitest'

const documents: Record<string, string> = {
  '/voice': `<Response>
    <Gather numDigits="4" action="https://line.example.com/pin"><Say>Please enter your PIN.</Say></Gather>
  </Response>`,
  '/pin': '<Response><Say>Thank you.</Say></Response>',
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

test('a caller who enters a PIN is thanked', async () => {
  const call = await placeCall({
    url: 'https://line.example.com/voice', // as configured at the platform: this is what is signed
    send: sendOverHttp(await startServer()), // where the requests really go
    key: 'PSK_your_signing_key',
    from: '+12025550123',
    to: '+12025550100',
    answer: script(press('1995')),
  })
  expect(call.heard).toEqual(['Please enter your PIN.', 'Thank you.'])
  expect(call.ending.by).toBe('line')
  expect(call.breaches).toEqual([])
})
