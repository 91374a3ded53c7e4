import { press, say } from 'cxml-phone'
import { describe, expect, test } from 'vitest'
import { openTestLine, type TestClient } from '../helper.ts'

const clients: TestClient[] = [
  { id: 'c1', name: 'Example Man', pin: '1995', appointments: [{ at: '2026-12-15T14:00' }] },
  { id: 'c2', name: 'Example Woman', pin: '1999', appointments: [{ at: '2026-12-20T14:00' }] },
]
const now = new Date('2026-11-22T15:00:00Z')
const askText = 'Would you like to receive a text with this information?'
const promised = 'Your details will be messaged to you shortly. Goodbye.'
const asMan = [say('Example Man'), press('1995'), say('yes')]
const asWoman = [say('Example Woman'), press('1999'), say('yes')]

describe('no text is offered', () => {
  test.each([
    ['+19005550123', 'a premium number'],
    ['+979123456789', 'an international premium number'],
    ['+88216123456', 'a satellite phone'],
    ['+18765550123', 'a number abroad'],
    ['+1202555', 'a number of no length'],
  ])('to %s, %s', async (from) => {
    const line = await openTestLine({ clients, now })
    const call = await line.call(asMan, { from })
    expect(call.heard).not.toContain(askText)
    expect(call.heard.at(-1)).toBe('Goodbye.')
    expect(await line.texts()).toEqual([])
  })

  test.each(['sip:office@example.com', 'anonymous', ''])(
    'by a called number %j, which cannot send one',
    async (to) => {
      const call = await (await openTestLine({ clients, now })).call(asMan, { to })
      expect(call.heard).not.toContain(askText)
      expect(call.heard.at(-1)).toBe('Goodbye.')
    },
  )

  test('abroad, unless SMS_COUNTRIES names the country', async () => {
    const line = await openTestLine({ clients, now, settings: { SMS_COUNTRIES: '1, 44' } })
    const from = '+447912345678'
    expect((await line.call(asMan, { from })).heard.at(-1)).toBe(promised)
    expect((await line.call(asMan, { from: '+4915112345678' })).heard).not.toContain(askText)
    expect(await line.texts()).toMatchObject([{ to: from }])
  })

  test('for a fourth time to one number within a day', async () => {
    const clock = { at: now }
    const line = await openTestLine({ clients, now: () => clock.at })
    for (const answers of [asMan, asWoman, asMan])
      expect((await line.call(answers)).heard.at(-1)).toBe(promised)
    expect((await line.call(asWoman)).heard).not.toContain(askText)
    expect((await line.call(asWoman, { from: '+12025550124' })).heard.at(-1)).toBe(promised)
    clock.at = new Date(now.getTime() + 25 * 3_600_000)
    expect((await line.call(asMan)).heard.at(-1)).toBe(promised)
    expect(await line.texts()).toHaveLength(5)
  })

  test('is not kept back for longer than its term by texts that were promised under a clock that was ahead', async () => {
    const clock = { at: new Date(now.getTime() + 30 * 24 * 3_600_000) }
    const appointments = [{ at: '2026-12-31T14:00' }]
    const people = clients.map((client) => ({ ...client, appointments }))
    const line = await openTestLine({ clients: people, now: () => clock.at })
    for (const answers of [asMan, asWoman, asMan]) await line.call(answers)
    expect((await line.call(asMan)).heard).not.toContain(askText)
    clock.at = now
    expect((await line.call(asMan)).heard).toContain(askText)
  })

  test('for a sixth time about one client, whatever the number', async () => {
    const line = await openTestLine({ clients, now })
    for (const end of [1, 2, 3, 4, 5]) await line.call(asMan, { from: `+1202555013${end}` })
    expect(await line.texts()).toHaveLength(5)
    expect((await line.call(asMan)).heard).not.toContain(askText)
    expect((await line.call(asWoman)).heard.at(-1)).toBe(promised)
  })

  test('more often than is set, and one that is declined does not count', async () => {
    const line = await openTestLine({ clients, now, settings: { SMS_PER_NUMBER_A_DAY: '1' } })
    expect((await line.call([...asMan.slice(0, 2), say('no')])).heard).toContain(askText)
    expect((await line.call(asMan)).heard.at(-1)).toBe(promised)
    expect((await line.call(asMan)).heard).not.toContain(askText)
  })
})

describe('a text that is refused', () => {
  const unsendable = "I'm sorry, we can't send texts at the moment. Goodbye."
  const fault = (line: TestLine, name: string) =>
    line.app.inject({ method: 'PUT', url: '/phone/messages/fault', payload: { fault: name } })

  test.each(['bad-credentials', 'refused-sender'])(
    'through our fault (%s) is not blamed on the number, and nobody else is offered one',
    async (textFault) => {
      const line = await openTestLine({ clients, now })
      await fault(line, textFault)
      expect((await line.call(asMan)).heard.at(-1)).toBe(unsendable)
      const other = await line.call(asWoman, { from: '+12025550124' })
      expect(other.heard).not.toContain(askText)
      expect(other.heard.at(-1)).toBe('Goodbye.')
    },
  )

  test('through our fault is told in Spanish too', async () => {
    const line = await openTestLine({ clients, now, settings: { LANGUAGES: 'es-US' } })
    await fault(line, 'bad-credentials')
    expect((await line.call([say('Example Man'), press('1995'), press('1')])).heard.at(-1)).toBe(
      'Lo siento, en este momento no podemos enviar mensajes de texto. Adiós.',
    )
  })

  test('because the number takes none is told so', async () => {
    const line = await openTestLine({ clients, now })
    await fault(line, 'landline')
    expect((await line.call(asMan)).heard.at(-1)).toBe("I'm sorry, that number can't receive texts. Goodbye.")
    expect((await line.call(asMan)).heard).not.toContain(askText)
    expect((await line.call(asWoman, { from: '+12025550124' })).heard).toContain(askText)
  })
})

type TestLine = Awaited<ReturnType<typeof openTestLine>>
