import { atShare } from '../spread.ts'
import { type CallOutcome, placeCall } from './call.ts'
import { type Load, type LoadPlan, planSchema } from './plan.ts'

/** The load process: receives a plan from its parent, makes the calls, and sends the results back. */
process.once('message', async (message) => {
  process.send?.(await load(planSchema.parse(message)))
  process.disconnect()
})

async function load(plan: LoadPlan): Promise<Load> {
  const times: number[] = []
  const outcomes: CallOutcome[] = []
  const started = performance.now()
  const end = started + plan.seconds * 1000
  let next = 0
  const keepCalling = async () => {
    do {
      const number = next++
      const caller = plan.callers[number % plan.callers.length]
      if (!caller) return
      outcomes.push(await placeCall(plan, caller, number, ({ ms }) => times.push(ms)))
    } while (performance.now() < end)
  }
  const startLater = async () => {
    // Callers do not all dial at once.
    const arriveMs = plan.arriveMs ?? 4 * plan.thinkMs
    if (arriveMs > 0) await new Promise((resolve) => setTimeout(resolve, arriveMs * Math.random()))
    await keepCalling()
  }
  await Promise.all(Array.from({ length: plan.atOnce }, startLater))
  return summary((performance.now() - started) / 1000, times, outcomes)
}

function summary(seconds: number, times: number[], outcomes: CallOutcome[]): Load {
  const sorted = Float64Array.from(times).sort()
  return {
    seconds,
    calls: outcomes.length,
    webhooks: times.length,
    errors: outcomes.reduce((sum, { errors }) => sum + errors, 0),
    untold: outcomes.filter(({ isTold }) => !isTold).length,
    mixedUp: outcomes.filter(({ isMixedUp }) => isMixedUp).length,
    p50: atShare(sorted, 0.5),
    p99: atShare(sorted, 0.99),
    max: sorted.at(-1) ?? 0,
  }
}
