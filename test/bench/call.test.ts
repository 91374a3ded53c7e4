import { expect, test } from 'vitest'
import { placeCall } from '../../bench/load/call.ts'
import type { LoadPlan } from '../../bench/load/plan.ts'
import { freePort } from '../../src/server/free-port.ts'
import { openTestLine, signingKey } from '../helper.ts'

const clients = [
  { id: 'c1', name: 'Mary Smith', pin: '1970', appointments: [{ at: '2030-12-15T14:00' }] },
  { id: 'c2', name: 'Anna Weiss', pin: '1980' },
]

async function openPlan(changes: Partial<LoadPlan> = {}): Promise<LoadPlan> {
  const { config } = await openTestLine({ clients })
  return {
    servers: [`http://127.0.0.1:${config.PORT}`],
    publicUrl: 'https://line.example.com',
    signingKey,
    callers: [],
    atOnce: 1,
    seconds: 0,
    thinkMs: 0,
    keepsConnections: true,
    isCheckingNames: true,
    ...changes,
  }
}

const mary = { name: 'Mary Smith', pin: '1970', phone: '+12125550101' }

test('a caller of the benchmark plays a whole call and is told their appointment', async () => {
  const urls: string[] = []
  const outcome = await placeCall(await openPlan(), mary, 1, (_answer, url) =>
    urls.push(new URL(url).pathname),
  )
  expect(outcome).toEqual({ isTold: true, isMixedUp: false, errors: 0 })
  expect(urls).toEqual(['/voice', '/name', '/pin', '/sms-offer'])
})

test('a caller who hears the name of another one is counted', async () => {
  const caller = { ...mary, name: 'Somebody Else', heard: 'Mary Smith' }
  const outcome = await placeCall(await openPlan(), caller, 1, () => {})
  expect(outcome.isMixedUp).toBe(true)
})

test('an answer that is no document is an error', async () => {
  const plan = await openPlan({ signingKey: 'another key' })
  expect(await placeCall(plan, mary, 1, () => {})).toEqual({ isTold: false, isMixedUp: false, errors: 1 })
})

test('a server that takes no connection is an error, and the measurement goes on', async () => {
  const plan = await openPlan({ servers: [`http://127.0.0.1:${await freePort()}`] })
  expect(await placeCall(plan, mary, 1, () => {})).toEqual({ isTold: false, isMixedUp: false, errors: 1 })
})
