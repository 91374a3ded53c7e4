import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { watchHolds } from '../../bench/look-ups/watch-holds.ts'

test('a pause is counted as a hold, and told from work by the CPU in it', async () => {
  const longestHold = watchHolds()
  // The process is halted, as by a machine that lets others run.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  await wait(10)
  const { ms, cpuMs } = longestHold()
  expect(ms).toBeGreaterThan(290)
  expect(cpuMs).toBeLessThan(150)
})
