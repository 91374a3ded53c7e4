import type { CallsRow } from '../parts/calls.ts'
import type { DirectoryRow } from '../parts/directory.ts'
import type { ServersRow } from '../parts/servers.ts'
import type { Manner, StackName, WebhooksRow } from '../parts/webhooks.ts'

/** The results, and the machine they are from. Parts that were never measured are missing. */
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

/** frontdesk's CPU per webhook divided by that of another stack. */
export function ratioTo(rows: WebhooksRow[], stack: StackName, manner: Manner): number {
  return cpuOf(rows, 'frontdesk', manner) / cpuOf(rows, stack, manner)
}

function cpuOf(rows: WebhooksRow[], stack: StackName, manner: Manner): number {
  const row = rows.find((one) => one.stack === stack && one.manner === manner)
  return row?.cpuMicroseconds.median ?? Number.NaN
}
