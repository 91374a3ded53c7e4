import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { describePage } from './phone-page.ts'

type Received = { url: string; form: URLSearchParams; signature: string }

const verbs: Record<string, string> = {
  '/voice': '<Say>Another line.</Say><Sms>See you on Tuesday.</Sms>',
  '/texts': '<Message>You are welcome.</Message>',
}

/** A line that is not ours: it greets, texts, and keeps what it was sent. */
async function openOtherLine() {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const signature = String(request.headers['x-twilio-signature'])
      received.push({ url: request.url ?? '', form: new URLSearchParams(body), signature })
      response
        .setHeader('content-type', 'text/xml')
        .end(`<Response>${verbs[request.url ?? ''] ?? ''}</Response>`)
    })
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  // a server that listens on a port has an address object
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, received }
}

describePage('what can be chosen before a call, in the browser', (openPhone) => {
  it('is folded away: calling comes first, and whom to be', async () => {
    const { page } = await openPhone()
    expect(await page.title()).toBe('frontdesk: the phone')
    await page.getByRole('heading', { name: 'frontdesk the phone' }).waitFor()
    const first = page.getByRole('region', { name: 'Phone' }).getByRole('button').first()
    expect(await first.innerText()).toBe('Call')
    expect(await page.locator('.folds details[open]').count()).toBe(0)
    const sample = page.getByRole('region', { name: 'What to say' }).getByRole('listitem')
    expect(await sample.allInnerTexts()).toEqual(['Say “Example Man”', 'Press 1995', 'Say “yes”'])
  })

  it('has odd callers in a list, and any other by hand', async () => {
    const { page, choose, dial, hears, click } = await openPhone()
    await choose('Numbers and clock', { 'You call from': 'anonymous' })
    await dial()
    await hears('Please say your first and last name.')
    await page.locator('.fields', { hasText: 'anonymous' }).first().waitFor()
    await click('Hang up')
    await click('New call')
    await choose('Numbers and clock', { 'You call from': 'other' })
    await page.getByRole('textbox', { name: 'Number you call from' }).fill('+3725550100')
    await dial()
    await page.locator('.fields', { hasText: '+3725550100' }).first().waitFor()
  })

  it('has a line of help for every switch', async () => {
    const { page, choose } = await openPhone()
    await choose('How the platform behaves', {})
    const fields = page.locator('details[open] .field')
    const count = await fields.count()
    expect(count).toBeGreaterThan(10)
    for (let i = 0; i < count; i += 1) {
      expect((await fields.nth(i).locator('small').innerText()).length).toBeGreaterThan(20)
    }
  })

  it('takes any URL, signs with any key, and has a clock', async () => {
    const { page, choose, dial, hears } = await openPhone()
    const { url, received } = await openOtherLine()
    await choose('Line', {})
    await page.getByRole('textbox', { name: 'Voice URL' }).fill(`${url}/voice`)
    await page.getByLabel('Signing key').fill('PSK_of_another_line')
    await page.getByLabel('Status callback URL').fill(`${url}/status`)
    await choose('Numbers and clock', {})
    await page.getByLabel('The clock says').fill('2026-12-25T10:00')
    await dial()
    await hears('Another line.')
    await hears('The line hung up')
    await page.getByText('/status', { exact: true }).waitFor()
    const [voice, status] = received
    const signed = [...(voice?.form ?? [])].sort().flat().join('')
    const hmac = createHmac('sha1', 'PSK_of_another_line').update(`${url}/voice${signed}`)
    expect(voice?.signature).toBe(hmac.digest('base64'))
    expect(status?.form.get('Timestamp')).toMatch(/^Fri, 25 Dec 2026/)
  })
})

describePage('a text of the line, in the browser', (openPhone) => {
  it('is a bubble that can be answered, and so is the answer', async () => {
    const { page, choose, dial, hears, transcript } = await openPhone()
    const { url, received } = await openOtherLine()
    await choose('Line', {})
    await page.getByRole('textbox', { name: 'Voice URL' }).fill(`${url}/voice`)
    await page.getByRole('textbox', { name: 'Message URL' }).fill(`${url}/texts`)
    await dial()
    await hears('See you on Tuesday.')
    await page.getByRole('textbox', { name: 'Answer the text' }).fill('Thank you!')
    await page.keyboard.press('Enter')
    await hears('You are welcome.')
    expect((await transcript()).slice(-4)).toEqual([
      expect.stringMatching(/^Your text/),
      'Thank you!',
      expect.stringMatching(/^Text message/),
      'You are welcome.',
    ])
    const { From, To, Body } = Object.fromEntries(received.at(-1)?.form ?? [])
    expect({ From, To, Body }).toEqual({ From: '+12025550123', To: '+12025550100', Body: 'Thank you!' })
  })
})

describePage('the page of the phone', (openPhone) => {
  it.each([
    [1280, 600],
    [390, 844],
    [375, 667],
  ])('cuts nothing off at %i × %i', async (width, height) => {
    const { page, dial, hears, click, violations } = await openPhone()
    await page.setViewportSize({ width, height })
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    await dial()
    await hears('Please say your first and last name.')
    await click('Say “Example Man”')
    await hears(/year you were born/)
    // a person sees what was asked and every way to answer, without scrolling
    for (const name of ['Press 1995', '1', '#', 'Hang up']) {
      const box = await page.getByRole('button', { name, exact: true }).first().boundingBox()
      expect(box, name).toMatchObject({ width: expect.any(Number) })
      expect((box?.y ?? 0) + (box?.height ?? 0), name).toBeLessThanOrEqual(height)
      expect((box?.x ?? 0) + (box?.width ?? 0), name).toBeLessThanOrEqual(width)
    }
    const log = await page.getByRole('log').boundingBox()
    const asked = await page
      .getByRole('log')
      .getByText(/year you were born/)
      .boundingBox()
    expect(asked?.y).toBeGreaterThanOrEqual(log?.y ?? Infinity)
    expect((asked?.y ?? Infinity) + (asked?.height ?? 0)).toBeLessThanOrEqual(
      (log?.y ?? 0) + (log?.height ?? 0),
    )
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    expect(await violations()).toEqual([])
  })
})
