import { clients } from './001-clients.ts'
import { calls } from './002-calls.ts'
import { texts } from './003-texts.ts'
import { nameRules } from './004-name-rules.ts'
import type { Migration } from './migration.ts'

/** In the order of their numbers. One that has been released is never changed: add another. */
export const migrations: Migration[] = [clients, calls, texts, nameRules]
