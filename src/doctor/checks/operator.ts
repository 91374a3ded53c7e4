import type { Context } from '../context.ts'
import { ok, type Result, warn } from '../finding.ts'

/** Somebody takes the calls that the line cannot help with. */
export function checkOperator({ config }: Context): Result {
  if (config.OPERATOR_NUMBER) return ok('callers whom the line cannot help are connected')
  const says = 'OPERATOR_NUMBER is not set, so callers whom the line cannot help are turned away'
  return warn(says, 'set it to the number of somebody who can help them')
}
