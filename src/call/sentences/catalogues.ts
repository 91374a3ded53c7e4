import type { Language } from '../../hearing/heard.ts'
import { english } from './en-us.ts'
import { spanish } from './es-us.ts'
import { type Catalogue, type Sentences, sentencesOf } from './sentences.ts'

/** The texts as shipped, one catalogue for each language. */
export const shipped: Record<Language, Catalogue> = { 'en-US': english, 'es-US': spanish }

/** The sentences as shipped, for where nothing is replaced. */
export const sentences: Record<Language, Sentences> = {
  'en-US': sentencesOf(english),
  'es-US': sentencesOf(spanish),
}
