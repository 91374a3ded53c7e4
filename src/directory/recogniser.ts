import type { Heard } from '../hearing/heard.ts'
import { nameKey } from '../hearing/name-key.ts'
import { findByHalf } from '../hearing/names/half-search.ts'
import { type Client, findCallers } from '../store/clients.ts'
import type { Queries } from '../store/database.ts'
import { MOST_PEOPLE } from './describe.ts'
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
import { preferAlias } from './identify-alias.ts'
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
  /** The keys of names of which this is the family or the given name. For the office: a caller has to say both. */
  keysWithHalf(word: string, most: number): Promise<string[]>
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
  const find = async <Found>(callingNumber: string, work: (deciding: Deciding) => Promise<Found>) => {
    const { names, generation } = await findCallers(queries, callingNumber, MOST_PEOPLE)
    const index = await book.at(generation)
    const common = { index, isEven, callers: new Set(names.map(nameKey)) }
    if (!isEven) return work({ queries, ...common })
    return readEvenly(queries, (counted) => work({ queries: counted, ...common }))
  }
  return {
    identify(heard, given) {
      const context = { ...noContext, ...given }
      return find(context.callingNumber, async (deciding) => {
        const found = await identify(deciding, heard, context)
        // Where being on file is a secret, an alias would tell.
        return isEven ? found : preferAlias(deciding, heard, context, found)
      })
    },
    identifySpelled: (heard, context) =>
      find(context.callingNumber, (deciding) => identifySpelled(deciding, heard, context)),
    identifyKeyed: (keyed) => find('', (deciding) => identifyKeyed(deciding, keyed)),
    findKeyed: (keyed, lastFour) => find('', (deciding) => findKeyed(deciding, keyed, lastFour)),
    keysWithHalf: (word, most) => find('', async ({ index }) => findByHalf(index, word, most)),
    refresh: () => book.refresh(),
    close: () => book.close(),
  }
}
