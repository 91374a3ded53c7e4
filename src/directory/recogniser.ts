import type { Identification, NameContext } from '../call/line.ts'
import type { Heard } from '../hearing/heard.ts'
import { type Thresholds, usualThresholds } from '../hearing/names/decide.ts'
import type { Queries } from '../store/database.ts'
import type { Deciding } from './describe.ts'
import { readEvenly } from './even-reads.ts'
import { identify } from './identify.ts'
import { identifyKeyed, identifySpelled } from './identify-spelled.ts'
import { NameBook } from './name-book.ts'

export type Recogniser = {
  /** Who is meant by a name as it was heard. */
  identify(heard: Heard, context?: Partial<NameContext>): Promise<Identification>
  /** Which of the people who came near, the likeliest first, spells their last name so. */
  identifySpelled(heard: Heard, context: NameContext): Promise<Identification>
  /** Which of them has a last name that begins with the letters on these keys. */
  identifyKeyed(keys: string, context: NameContext): Promise<Identification>
  /** Brings the names in memory up to date; look-ups do so by themselves. Until the first time nothing near is found. */
  refresh(): Promise<void>
  close(): void
}

const noContext: NameContext = { callingNumber: '', declined: [], nearest: [] }

export type RecogniserOptions = {
  /** Others than the usual are for measuring. */
  thresholds?: Thresholds
  /** The same work for every name, on file or not. */
  isEven?: boolean
}

/** Opens what finds clients by names as they were heard. */
export function openRecogniser(queries: Queries, options: RecogniserOptions = {}): Recogniser {
  const { thresholds = usualThresholds, isEven = false } = options
  const book = new NameBook(queries)
  const find = (work: (deciding: Deciding) => Promise<Identification>) =>
    isEven
      ? readEvenly(queries, (counted) => work({ queries: counted, thresholds, isEven }))
      : work({ queries, thresholds, isEven })
  return {
    async identify(heard, context) {
      const index = await book.current()
      return find((deciding) => identify({ ...deciding, index }, heard, { ...noContext, ...context }))
    },
    identifySpelled: (heard, context) => find((deciding) => identifySpelled(deciding, heard, context)),
    identifyKeyed: (keys, context) => find((deciding) => identifyKeyed(deciding, keys, context)),
    refresh: () => book.refresh(),
    close: () => book.close(),
  }
}
