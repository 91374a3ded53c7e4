import type { CallsRow } from '../parts/calls.ts'
import type { DirectoryRow } from '../parts/directory.ts'
import type { ServersRow } from '../parts/servers.ts'
import type { Manner, StackName, WebhooksRow } from '../parts/webhooks.ts'

/** What was measured, where and when; parts that were never measured are missing. */
export type Results = {
  machine?: Machine
  webhooks?: WebhooksRow[]
  directory?: DirectoryRow[]
  calls?: CallsRow[]
  servers?: ServersRow[]
}

export type Machine = {
  date: string
  node: string
  cores: number
  processor: string
  memoryGb: number
  note?: string
}

/** How many times another stack's CPU per webhook frontdesk's is. */
export function ratioTo(rows: WebhooksRow[], stack: StackName, manner: Manner): number {
  return cpuOf(rows, 'frontdesk', manner) / cpuOf(rows, stack, manner)
}

function cpuOf(rows: WebhooksRow[], stack: StackName, manner: Manner): number {
  const row = rows.find((one) => one.stack === stack && one.manner === manner)
  return row?.cpuMicroseconds.median ?? Number.NaN
}
