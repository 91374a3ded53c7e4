import { expect, test } from 'vitest'
import { openTestLine, type TestClient } from '../helper.ts'
import { actionOf, type Line, post } from '../post.ts'
import { databases } from './databases.ts'
import { watchRoundTrips } from './round-trips.ts'

const client: TestClient = {
  ...{ id: 'c1', name: 'Example Man', pin: '1995', phone: '+12025550123' },
  appointments: [{ at: '2030-12-15T14:00' }],
}

/** The round trips of a call that is told its appointment and wants no text. */
const MOST = 8

const postgres = (await databases()).find(({ kind }) => kind === 'postgres')

test.runIf(postgres)(`postgres: a whole call takes at most ${MOST} round trips`, async () => {
  if (!postgres) return
  const { url, take } = await watchRoundTrips(await postgres.url())
  const now = new Date('2030-12-01T12:00:00Z')
  const line = await openTestLine({ clients: [client], now, settings: { DATABASE_URL: url } })
  await playCall(line, 'first')
  take()
  await playCall(line, 'second')
  const trips = take().filter((sql) => !isInBackground(sql))
  // How many steps are written together depends on how fast the call is; on a busy line those of many calls are.
  const [steps, others] = [trips.filter(isOfSteps), trips.filter((sql) => !isOfSteps(sql))]
  expect(steps.length).toBeGreaterThan(0)
  expect([...others, steps[0]].length, others.join('\n')).toBeLessThanOrEqual(MOST)
})

async function playCall(line: Line, call: string): Promise<void> {
  let url = '/voice'
  for (const answer of [{}, { SpeechResult: client.name }, { Digits: client.pin }, { SpeechResult: 'no' }]) {
    const { body } = await post(line, url, { CallSid: call, ...answer })
    url = actionOf(body)
  }
  // The goodbye leads nowhere.
  expect(url).toBe('')
  await post(line, '/call-status', { CallSid: call, CallStatus: 'completed' })
}

function isOfSteps(sql: string): boolean {
  return sql.includes('is_name_missed')
}

/** Texts wait for their turn in the background, whoever calls. */
function isInBackground(sql: string): boolean {
  return sql.includes('text_pace')
}
