import { clients } from './001-clients.ts'
import { calls } from './002-calls.ts'
import { texts } from './003-texts.ts'
import { guesses } from './004-guesses.ts'
import { replies } from './005-replies.ts'
import { disclosures } from './006-disclosures.ts'
import { nameRules } from './007-name-rules.ts'
import { told } from './008-told.ts'
import type { Migration } from './migration.ts'

/** In the order of their numbers. One that has been released is never changed: add another. */
export const migrations: Migration[] = [clients, calls, texts, guesses, replies, disclosures, nameRules, told]
