import type { Heard } from '../hearing/heard.ts'
import type { Client } from '../store/clients.ts'
import type { Queries } from '../store/database.ts'
import { readEvenly } from './even-reads.ts'
import {
  type Deciding,
  type Identification,
  type KeyedIdentification,
  type KeyedName,
  type NameContext,
  noContext,
} from './identification.ts'
import { identify } from './identify.ts'
import { findKeyed, identifyKeyed } from './identify-keyed.ts'
import { identifySpelled } from './identify-spelled.ts'
import { NameBook } from './name-book.ts'

export type Recogniser = {
  /** Who is meant by a name as it was heard. */
  identify(heard: Heard, context?: Partial<NameContext>): Promise<Identification>
  /** Who spells their last name so; those who came near before, the likeliest first, go before others. */
  identifySpelled(heard: Heard, context: NameContext): Promise<Identification>
  /** Whose names begin with the letters on these keys. */
  identifyKeyed(keyed: KeyedName): Promise<KeyedIdentification>
  /** Of several, those whose number on file ends so. */
  findKeyed(keyed: KeyedName, lastFour: string): Promise<Client[]>
  /** Brings the names in memory up to date; look-ups do so by themselves. Until the first time nothing near is found. */
  refresh(): Promise<void>
  close(): void
}

export type RecogniserOptions = {
  /** The same work for every name, on file or not. */
  isEven?: boolean
}

/** Opens what finds clients by names as they were heard. */
export function openRecogniser(queries: Queries, { isEven = false }: RecogniserOptions = {}): Recogniser {
  const book = new NameBook(queries)
  const find = async <Found>(work: (deciding: Deciding) => Promise<Found>) => {
    const index = await book.current()
    if (!isEven) return work({ queries, index, isEven })
    return readEvenly(queries, (counted) => work({ queries: counted, index, isEven }))
  }
  return {
    identify: (heard, context) => find((deciding) => identify(deciding, heard, { ...noContext, ...context })),
    identifySpelled: (heard, context) => find((deciding) => identifySpelled(deciding, heard, context)),
    identifyKeyed: (keyed) => find((deciding) => identifyKeyed(deciding, keyed)),
    findKeyed: (keyed, lastFour) => find((deciding) => findKeyed(deciding, keyed, lastFour)),
    refresh: () => book.refresh(),
    close: () => book.close(),
  }
}
