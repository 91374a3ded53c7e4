import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { TimeoutError, withTimeout } from '../../src/overload/with-timeout.ts'

const LIMIT_MS = 20
const failLater = (ms: number) => wait(ms).then(() => Promise.reject(new Error('broken')))

test('what is done in time, and what fails in time, is passed on and not told twice', async () => {
  const onLateFailure = vi.fn()
  expect(await withTimeout(Promise.resolve('done'), LIMIT_MS, onLateFailure)).toBe('done')
  await expect(withTimeout(failLater(0), LIMIT_MS, onLateFailure)).rejects.toThrow('broken')
  await wait(2 * LIMIT_MS)
  expect(onLateFailure).not.toHaveBeenCalled()
})

test('what takes too long is given up, and its failure is told once and is nobody else’s', async () => {
  const unhandled = vi.fn()
  process.on('unhandledRejection', unhandled)
  onTestFinished(() => void process.off('unhandledRejection', unhandled))
  const onLateFailure = vi.fn()
  await expect(withTimeout(failLater(3 * LIMIT_MS), LIMIT_MS, onLateFailure)).rejects.toThrow(TimeoutError)
  expect(onLateFailure).not.toHaveBeenCalled()
  await wait(4 * LIMIT_MS)
  expect(onLateFailure).toHaveBeenCalledExactlyOnceWith(new Error('broken'))
  expect(unhandled).not.toHaveBeenCalled()
})

test('no timer is left when the work is done', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  await withTimeout(Promise.resolve(), LIMIT_MS, () => {})
  await withTimeout(Promise.reject(new Error('broken')), LIMIT_MS, () => {}).catch(() => {})
  expect(vi.getTimerCount()).toBe(0)
})
