import { runLoad } from './load/load.ts'
import type { Load, LoadPlan } from './load/plan.ts'
import type { ServerProcess } from './server-process.ts'
import { type Spread, spreadOf } from './spread.ts'

export type Round = Load & { cpuMicroseconds: number }

/** Several rounds of one load. Times are in milliseconds; CPU is per webhook, of all servers together. */
export type Summary = {
  cpuMicroseconds: Spread
  callsPerSecond: number
  webhooksPerSecond: number
  p50: number
  p99: number
  max: number
  /** Over all rounds: answers without a document, calls without the appointment, calls with another person's name. */
  errors: number
  untold: number
  mixedUp: number
  /** The largest server's, at the end. */
  memoryMb: number
}

/** Measures one round: the load, and the CPU time of the servers. */
export async function measureLoad(servers: ServerProcess[], plan: Omit<LoadPlan, 'servers'>): Promise<Round> {
  const spent = () => servers.reduce((sum, server) => sum + server.cpuSeconds(), 0)
  const before = spent()
  const load = await runLoad({ ...plan, servers: servers.map(({ url }) => url) })
  return { ...load, cpuMicroseconds: ((spent() - before) * 1e6) / load.webhooks }
}

/** The medians of several rounds. */
export function summarise(rounds: Round[], servers: ServerProcess[]): Summary {
  const median = (read: (round: Round) => number) => spreadOf(rounds.map(read)).median
  const total = (read: (round: Round) => number) => rounds.reduce((sum, round) => sum + read(round), 0)
  return {
    cpuMicroseconds: spreadOf(rounds.map((round) => round.cpuMicroseconds)),
    callsPerSecond: median(({ calls, seconds }) => calls / seconds),
    webhooksPerSecond: median(({ webhooks, seconds }) => webhooks / seconds),
    p50: median((round) => round.p50),
    p99: median((round) => round.p99),
    max: median((round) => round.max),
    errors: total((round) => round.errors),
    untold: total((round) => round.untold),
    mixedUp: total((round) => round.mixedUp),
    memoryMb: Math.max(...servers.map((server) => server.memoryMb())),
  }
}
