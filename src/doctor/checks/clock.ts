import type { Context } from '../context.ts'
import { fail, ok, type Result, skip } from '../finding.ts'

const MOST_APART_MS = 30_000

/** Progress expires, texts are retried and appointments are "today" by this machine's clock. */
export async function checkClock({ platform }: Context): Promise<Result> {
  await platform?.numbers
  const ahead = platform?.clockAheadMs()
  if (ahead === undefined || Number.isNaN(ahead)) return skip('the space did not tell its time')
  if (Math.abs(ahead) <= MOST_APART_MS) return ok('within 30 s of the space')
  const seconds = Math.round(Math.abs(ahead) / 1000)
  const how = ahead > 0 ? 'behind' : 'ahead of'
  return fail(
    `this machine's clock is ${seconds} s ${how} the space's`,
    'let NTP set it (timedatectl set-ntp true)',
  )
}
