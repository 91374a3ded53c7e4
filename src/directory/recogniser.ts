import type { Heard } from '../hearing/heard.ts'
import { type Thresholds, usualThresholds } from '../hearing/names/decide.ts'
import type { Queries } from '../store/database.ts'
import type { Context, Identification } from './identification.ts'
import { identify } from './identify.ts'
import { identifyKeyed, identifySpelled } from './identify-spelled.ts'
import { NameBook } from './name-book.ts'

export type Recogniser = {
  /** Who is meant by a name as it was heard. */
  identify(heard: Heard, context?: Context): Promise<Identification>
  /** Which of these people (ids, the likeliest first) spells their last name so. */
  identifySpelled(heard: Heard, people: string[]): Promise<Identification>
  /** Which of these people has a last name that begins with the letters on these keys. */
  identifyKeyed(digits: string, people: string[]): Promise<Identification>
  /** Brings the names in memory up to date; look-ups do so by themselves. Until the first time nothing near is found. */
  refresh(): Promise<void>
  close(): void
}

/** Opens what finds clients by names as they were heard. Other thresholds than the usual are for measuring. */
export function openRecogniser(queries: Queries, thresholds: Thresholds = usualThresholds): Recogniser {
  const book = new NameBook(queries)
  return {
    identify: async (heard, context = {}) =>
      identify({ queries, thresholds, index: await book.current() }, heard, context),
    identifySpelled: (heard, people) => identifySpelled({ queries, thresholds }, heard, people),
    identifyKeyed: (digits, people) => identifyKeyed({ queries, thresholds }, digits, people),
    refresh: () => book.refresh(),
    close: () => book.close(),
  }
}
