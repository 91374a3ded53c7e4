import { expect, onTestFinished, test } from 'vitest'
import { EventLoopMonitor } from '../../src/overload/event-loop-monitor.ts'

function watchAt(start: number) {
  const clock = { ms: start }
  const watch = new EventLoopMonitor(() => clock.ms)
  onTestFinished(() => watch.close())
  return { clock, watch }
}

test('a loop whose beat is a second late is behind, while it lasts and for two seconds after', () => {
  const { clock, watch } = watchAt(0)
  clock.ms = 1_099
  expect(watch.isBehind()).toBe(false)
  clock.ms = 1_100
  expect(watch.isBehind()).toBe(true)
  for (; clock.ms < 3_100; clock.ms += 100) {
    watch.tick()
    expect(watch.isBehind()).toBe(true)
  }
  expect(watch.isBehind()).toBe(false)
})

test('a delay that nobody asked about is found by the next beat', () => {
  const { clock, watch } = watchAt(0)
  clock.ms = 5_000
  watch.tick()
  clock.ms = 5_050
  expect(watch.isBehind()).toBe(true)
})

test('a loop that is late by less, again and again, is not behind', () => {
  const { clock, watch } = watchAt(0)
  for (let beat = 0; beat < 100; beat++) {
    clock.ms += 900
    expect(watch.isBehind()).toBe(false)
    watch.tick()
  }
})

test('a delay before the server was ready does not make its first call wait', () => {
  const { clock, watch } = watchAt(0)
  clock.ms = 5_000
  watch.tick()
  watch.reset()
  expect(watch.isBehind()).toBe(false)
  clock.ms = 6_100
  expect(watch.isBehind()).toBe(true)
})
