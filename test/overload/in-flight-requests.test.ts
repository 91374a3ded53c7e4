import { expect, onTestFinished, test, vi } from 'vitest'
import { InFlightRequests, TimeoutError } from '../../src/overload/in-flight-requests.ts'

/** Steps that a test begins and ends, and their clock. */
function openSteps() {
  const clock = { ms: 0 }
  const steps = new InFlightRequests(() => clock.ms)
  onTestFinished(() => steps.close())
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

test('what is done in time, and what fails in time, is passed on and not told twice', async () => {
  const { clock, steps } = openSteps()
  const onLateFailure = vi.fn()
  expect(await steps.limit(Promise.resolve('done'), onLateFailure)).toBe('done')
  await expect(steps.limit(Promise.reject(new Error('broken')), onLateFailure)).rejects.toThrow('broken')
  clock.ms = 10_000
  steps.tick()
  expect(onLateFailure).not.toHaveBeenCalled()
})

test('what takes four seconds is given up, and its failure is told once and is nobody else’s', async () => {
  const { clock, steps } = openSteps()
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  onTestFinished(() => void process.off('unhandledRejection', unhandled))
  const onLateFailure = vi.fn()
  let fail = (_: Error) => {}
  const work = new Promise((_, reject) => {
    fail = reject
  })
  const answered = steps.limit(work, onLateFailure)
  clock.ms = 3_999
  steps.tick()
  clock.ms = 4_000
  steps.tick()
  await expect(answered).rejects.toThrow(TimeoutError)
  fail(new Error('broken'))
  await expect(work).rejects.toThrow('broken')
  expect(onLateFailure).toHaveBeenCalledExactlyOnceWith(new Error('broken'))
  await new Promise(setImmediate)
  expect(unhandled).not.toHaveBeenCalled()
})
