import { schema } from './100-schema.ts'
import { terms } from './103-terms.ts'
import { many } from './104-many.ts'
import { openingHours } from './106-opening-hours.ts'
import { requests } from './107-requests.ts'
import { requestDeliveries } from './108-request-deliveries.ts'
import { replies } from './109-replies.ts'
import { messages } from './110-messages.ts'
import { feeds } from './111-feeds.ts'
import { desk } from './113-desk.ts'
import { misheard } from './114-misheard.ts'
import { aliases } from './115-aliases.ts'
import { learnedMaps } from './116-learned-maps.ts'
import { heldFeeds } from './117-held-feeds.ts'
import { deskImports } from './118-desk-imports.ts'
import { partialIndexes } from './119-partial-indexes.ts'
import type { Migration } from './migration.ts'

/** In the order of their versions. A migration that has been released is never changed: add another. */
export const migrations: Migration[] = [
  schema,
  terms,
  many,
  openingHours,
  requests,
  requestDeliveries,
  replies,
  messages,
  feeds,
  desk,
  misheard,
  aliases,
  learnedMaps,
  heldFeeds,
  deskImports,
  partialIndexes,
]

/** The version of the first release; 1 to 8 were made by development versions before it. */
export const FIRST_VERSION = schema.version
/** The version that this code needs. */
export const SCHEMA_VERSION = migrations.at(-1)?.version ?? FIRST_VERSION

/** Whether a schema was made before the first release: it has another shape, and cannot be migrated. */
export function isFromBeforeRelease(version: number): boolean {
  return version > 0 && version < FIRST_VERSION
}
