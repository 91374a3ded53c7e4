import type { CallsRow } from '../parts/calls.ts'
import type { DeskRow } from '../parts/desk.ts'
import type { DirectoryRow } from '../parts/directory.ts'
import type { ProfileRow } from '../parts/profile.ts'
import type { ServersRow } from '../parts/servers.ts'
import type { WebhooksRow } from '../parts/webhooks.ts'

/** The results, and the machine they are from. Parts that were never measured are missing. */
export type Results = {
  machine?: Machine
  webhooks?: WebhooksRow[]
  directory?: DirectoryRow[]
  calls?: CallsRow[]
  servers?: ServersRow[]
  profile?: ProfileRow[]
  desk?: DeskRow[]
}

export type Machine = {
  date: string
  node: string
  cores: number
  processor: string
  memoryGb: number
  note?: string
}
