/** The interval of the timer; a hold is what exceeds it. */
const RESOLUTION_MS = 1

/** A time for which the event loop was blocked, and the CPU time of this process in it. */
export type Hold = { ms: number; cpuMs: number }

/** Watches the event loop. The function it returns ends the watch and gives the longest hold. */
export function watchHolds(): () => Hold {
  let longest: Hold = { ms: 0, cpuMs: 0 }
  let since = performance.now()
  let spent = process.cpuUsage()
  const timer = setInterval(() => {
    const ms = performance.now() - since - RESOLUTION_MS
    if (ms > longest.ms) longest = { ms, cpuMs: cpuSince(spent) }
    since = performance.now()
    spent = process.cpuUsage()
  }, RESOLUTION_MS)
  return () => {
    clearInterval(timer)
    return longest
  }
}

function cpuSince(earlier: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(earlier)
  return (user + system) / 1_000
}
