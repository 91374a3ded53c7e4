// Takes the picture of the page that opens the README: npm run picture, with a Chromium at CHROMIUM or /usr/bin/chromium.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { phone } from 'cxml-phone/fastify'
import Fastify from 'fastify'
import { chromium } from 'playwright-core'

const answers = [
  { to: 'your name', say: 'Example Man' },
  { to: 'your PIN', keys: '1995' },
]

/** A line of three documents. */
const documents = {
  '/voice': `<Gather input="speech" action="/name" method="POST" timeout="5">
    <Say voice="Polly.Joanna">Welcome. Please say your name.</Say></Gather>`,
  '/name': `<Gather input="dtmf" numDigits="4" action="/pin" method="POST" timeout="5">
    <Say voice="Polly.Joanna">Thank you, Example Man. Please enter your PIN.</Say></Gather>`,
  '/pin': '<Say voice="Polly.Joanna">Your appointment is on Tuesday at 2 PM. Goodbye.</Say><Hangup/>',
}

const line = createServer(({ url = '' }, response) => {
  const document = (documents[url] ?? '').replaceAll('action="', `action="${origin}`)
  response.setHeader('content-type', 'text/xml').end(`<Response>${document}</Response>`)
}).listen(3000, '127.0.0.1')
await once(line, 'listening')
const origin = 'http://127.0.0.1:3000'

const app = Fastify()
const samples = [{ name: 'Example Man', answers }]
await app.register(phone, { target: { url: `${origin}/voice` }, samples })
const address = await app.listen({ host: '127.0.0.1', port: 0 })

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
const page = await browser.newPage({
  viewport: { width: 1200, height: 720 },
  colorScheme: 'light',
  reducedMotion: 'reduce',
})
await page.goto(`${address}/phone`)
await page.getByText('Press 1995').waitFor()
await page.getByRole('button', { name: 'Call', exact: true }).click()
await page.getByRole('log').getByText('say your name').waitFor()
await page.getByRole('button', { name: 'Say “Example Man”' }).click()
await page.getByRole('log').getByText('enter your PIN').waitFor()
await page.screenshot({ path: new URL('page.png', import.meta.url).pathname })
await browser.close()
await app.close()
line.close()
