import { expect, test } from 'vitest'
import { InFlightRequests } from '../../src/overload/in-flight-requests.ts'

/** Steps that a test begins and ends, and their clock. */
function openSteps() {
  const clock = { ms: 0 }
  const steps = new InFlightRequests(() => clock.ms)
  const begin = () => {
    let end = () => {}
    const work = new Promise<void>((resolve) => {
      end = resolve
    })
    const answered = steps.limit(work, () => {})
    return () => {
      end()
      return answered
    }
  }
  return { clock, steps, begin }
}

test('the database is behind while three steps have waited for a second', async () => {
  const { clock, steps, begin } = openSteps()
  const ends = [begin(), begin(), begin()]
  clock.ms = 999
  expect(steps.areBehind()).toBe(false)
  clock.ms = 1_000
  expect(steps.areBehind()).toBe(true)
  await ends[1]?.()
  expect(steps.areBehind()).toBe(false)
})

test('any number of steps that are answered soon, beside two that wait, do not make it behind', () => {
  const { clock, steps, begin } = openSteps()
  begin()
  begin()
  clock.ms = 3_000
  for (let count = 0; count < 100; count++) begin()
  expect(steps.areBehind()).toBe(false)
})

test('a step that fails waits no longer', async () => {
  const { clock, steps, begin } = openSteps()
  begin()
  begin()
  await steps.limit(Promise.reject(new Error('broken')), () => {}).catch(() => {})
  clock.ms = 2_000
  expect(steps.areBehind()).toBe(false)
})
