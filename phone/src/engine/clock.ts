import { setTimeout as delay } from 'node:timers/promises'

/** The time a call runs on: what takes a minute on a real call need not take one here. */
export type Clock = {
  /** True when sleeping takes as long as it says. */
  isReal: boolean
  /** Epoch milliseconds. */
  now(): number
  sleep(seconds: number, signal?: AbortSignal): Promise<void>
}

/** A clock that jumps ahead instead of sleeping. */
export function virtualClock(start = Date.now()): Clock {
  let now = start
  return {
    isReal: false,
    now: () => now,
    sleep: async (seconds) => {
      now += seconds * 1000
    },
  }
}

/** A clock that sleeps. */
export function realClock(start = Date.now()): Clock {
  const ahead = start - Date.now()
  return {
    isReal: true,
    now: () => Date.now() + ahead,
    sleep: async (seconds, signal) => {
      await delay(seconds * 1000, undefined, signal ? { signal } : {}).catch(() => {})
    },
  }
}
