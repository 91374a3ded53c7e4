import { setTimeout as wait } from 'node:timers/promises'
import { checkClock } from './checks/clock.ts'
import { checkCredentials, checkScopes, checkSpace } from './checks/credentials.ts'
import { checkDatabase } from './checks/database.ts'
import { checkNumbers } from './checks/numbers.ts'
import { checkOperator } from './checks/operator.ts'
import { checkPublicUrl } from './checks/public-url.ts'
import { checkReach } from './checks/reach.ts'
import { checkRequests } from './checks/requests.ts'
import { checkSecrets, checkSigningKey } from './checks/secrets.ts'
import { checkTexts } from './checks/texts.ts'
import type { Context } from './context.ts'
import { type Finding, fail, type Result } from './finding.ts'

type Check = (context: Context) => Result | Result[] | Promise<Result | Result[]>

/** In the order of printing. All run at once. */
export const checks: Record<string, Check> = {
  space: checkSpace,
  credentials: checkCredentials,
  scopes: checkScopes,
  'signing key': checkSigningKey,
  'public URL': checkPublicUrl,
  reach: checkReach,
  numbers: checkNumbers,
  texts: checkTexts,
  requests: checkRequests,
  operator: checkOperator,
  clock: checkClock,
  database: checkDatabase,
  secrets: checkSecrets,
}

/** Leaves time to print within 10 s of the start. */
const LIMIT_MS = 8_500

const timedOut = fail(`no result within ${LIMIT_MS / 1000} s`, 'check the network, and try again')

/** Runs all checks. */
export async function runChecks(context: Context): Promise<Finding[]> {
  const timeout = wait(LIMIT_MS, timedOut, { ref: false })
  const found = await Promise.all(
    Object.entries(checks).map(async ([check, run]) => {
      const results = [await Promise.race([run(context), timeout])].flat()
      return results.map((result): Finding => ({ check, ...result }))
    }),
  )
  return found.flat()
}
