import type { Identification, NameContext } from '../call/line.ts'
import type { Heard } from '../hearing/heard.ts'
import type { Queries } from '../store/database.ts'
import { identify } from './identify.ts'
import { identifyKeyed, identifySpelled } from './identify-spelled.ts'
import { NameBook } from './name-book.ts'

export type Recogniser = {
  /** Who is meant by a name as it was heard. */
  identify(heard: Heard, context?: Partial<NameContext>): Promise<Identification>
  /** Who spells their last name so; those who came near before, the likeliest first, go before others. */
  identifySpelled(heard: Heard, context: NameContext): Promise<Identification>
  /** Whose last name begins with the letters on these keys. */
  identifyKeyed(keys: string, context: NameContext): Promise<Identification>
  /** Brings the names in memory up to date; look-ups do so by themselves. Until the first time nothing near is found. */
  refresh(): Promise<void>
  close(): void
}

/** Nothing is known beside the words. */
export const noContext: NameContext = { callingNumber: '', declined: [], nearest: [] }

/** Opens what finds clients by names as they were heard. */
export function openRecogniser(queries: Queries): Recogniser {
  const book = new NameBook(queries)
  const deciding = async () => ({ queries, index: await book.current() })
  return {
    identify: async (heard, context) => identify(await deciding(), heard, { ...noContext, ...context }),
    identifySpelled: async (heard, context) => identifySpelled(await deciding(), heard, context),
    identifyKeyed: async (keys, context) => identifyKeyed(await deciding(), keys, context),
    refresh: () => book.refresh(),
    close: () => book.close(),
  }
}
