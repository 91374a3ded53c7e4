import type { Logger } from 'pino'
import { type Config, keepsMisheard } from '../config/config.ts'
import type { Database } from '../store/database.ts'
import { type CallLog, openCallLog } from '../webhooks/call-log.ts'
import { type MisheardLog, openMisheardLog } from '../webhooks/misheard-log.ts'
import type { ResourceStack } from './resource-stack.ts'

type Opening = { config: Config; log: Logger; now: () => Date; resources: ResourceStack }

/** How far calls came. */
export function openCalls({ log, now, resources }: Opening, database: Database): CallLog {
  const calls = openCallLog({
    ...{ database, now },
    onFailure: (error, steps) => log.error({ err: error, steps }, 'steps of calls are not recorded yet'),
  })
  // A failure is in the log by then.
  resources.add({ close: () => calls.close().catch(() => {}) })
  return calls
}

/** What was heard as a name and led nowhere, where that is kept. */
export function openMisheard(
  { config, log, now, resources }: Opening,
  database: Database,
): MisheardLog | undefined {
  if (!keepsMisheard(config)) return undefined
  const misheard = openMisheardLog({
    ...{ database, now, secret: config.PIN_SECRET },
    onFailure: (error, names) => log.error({ err: error, names }, 'names that led nowhere are not kept yet'),
  })
  resources.add({ close: () => misheard.close().catch(() => {}) })
  return misheard
}
