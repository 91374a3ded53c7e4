import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openTestLine, type TestClient } from '../helper.ts'
import { post } from '../post.ts'

const ann: TestClient = {
  id: 'a1',
  name: 'Ann Parker',
  pin: '1966',
  appointments: [{ at: '2026-12-15T14:00' }, { at: '2026-12-15T16:00' }],
}
const noon = '2026-12-15T12:00-05:00'
const open = (time: string, settings = {}, client = ann) =>
  openTestLine({ clients: [client], now: new Date(time), settings })

/** A call up to the sentence of the appointment. */
async function tellAnn(line: Awaited<ReturnType<typeof open>>) {
  const call = await line.dial()
  await call.say('Ann Parker')
  await call.press('1966')
  return call
}

test.each([
  ['five minutes', '2026-12-15T14:05-05:00'],
  ['59 minutes', '2026-12-15T14:59-05:00'],
])('an appointment that began %s ago is told as the one that was', async (_, time) => {
  const call = await tellAnn(await open(time))
  expect(call).toHear('Ann Parker, your appointment was on Tuesday, December 15th, today at 2 PM.')
})

test('60 minutes after its start the next appointment is told', async () => {
  const call = await tellAnn(await open('2026-12-15T15:00-05:00'))
  expect(call).toHear('Ann Parker, your appointment is today, on Tuesday, December 15th at 4 PM.')
})

test('an appointment that has begun is told in Spanish as well', async () => {
  const line = await open(
    '2026-12-15T14:05-05:00',
    { LANGUAGES: 'en-US,es-US' },
    { ...ann, language: 'es-US' },
  )
  const call = await tellAnn(line)
  expect(call).toHear('Ann Parker, su cita era el martes 15 de diciembre, hoy a las 2 de la tarde.')
})

test('an appointment that began before midnight is not told as one of today', async () => {
  const late = { ...ann, appointments: [{ at: '2026-12-15T23:30' }] }
  const call = await tellAnn(await open('2026-12-16T00:10-05:00', {}, late))
  expect(call).toHear('Ann Parker, your appointment was on Tuesday, December 15th at 11:30 PM.')
})

test('the recogniser expects a name until 60 minutes after the appointment began', async () => {
  let now = noon
  const line = await openTestLine({ clients: [ann], now: () => new Date(now) })
  const hintsAt = async (time: string) => {
    now = time
    const { body } = await post(line, '/voice', { CallSid: randomUUID() })
    return body.includes('hints="Ann Parker"')
  }
  expect(await hintsAt(noon)).toBe(true)
  expect(await hintsAt('2026-12-15T16:59-05:00')).toBe(true)
  expect(await hintsAt('2026-12-15T17:00-05:00')).toBe(false)
})

test.each([
  ['today', '2026-12-15T12:00-05:00', 'today, on Tuesday, December 15th at 2 PM', 'is'],
  ['tomorrow', '2026-12-14T12:00-05:00', 'tomorrow, on Tuesday, December 15th at 2 PM', 'is'],
  ['earlier today', '2026-12-15T14:05-05:00', 'on Tuesday, December 15th, today at 2 PM', 'was'],
])('an appointment that is %s is texted with its date alone', async (_, time, when, verb) => {
  const call = await tellAnn(await open(time))
  expect(call).toHear(`Ann Parker, your appointment ${verb} ${when}.`)
  await call.say('yes')
  expect(call).toText(`Ann Parker, your appointment ${verb} on Tuesday, December 15th at 2 PM.`)
  expect(call).toBeOver('line')
})

test('a text in Spanish names the date alone', async () => {
  const line = await open(noon, { LANGUAGES: 'en-US,es-US' }, { ...ann, language: 'es-US' })
  const call = await tellAnn(line)
  await call.say('sí')
  expect(call).toText('Ann Parker, su cita es el martes 15 de diciembre a las 2 de la tarde.')
})
