/** From phrases to what they mean. */
export type PhraseTable<Meaning extends string> = ReadonlyMap<string, Meaning>

const LONGEST_PHRASE_WORDS = 5

/** Makes a table from lists of phrases, separated by commas and in the words that `wordsOf` makes. */
export function phrasesOf<Meaning extends string>(lists: Record<Meaning, string>): PhraseTable<Meaning> {
  const table = new Map<string, Meaning>()
  // Object.entries gives the keys as strings, but the type of `lists` allows meanings only.
  for (const [meaning, list] of Object.entries(lists) as [Meaning, string][]) {
    for (const phrase of list.split(',').filter(Boolean)) table.set(phrase.trim(), meaning)
  }
  return table
}

/** The meanings of the phrases in the words, longest match first. A word in no phrase gives `undefined`. */
export function readPhrases<Meaning extends string>(
  words: readonly string[],
  table: PhraseTable<Meaning>,
): (Meaning | undefined)[] {
  const meanings: (Meaning | undefined)[] = []
  for (let at = 0; at < words.length; ) {
    const length = findLongest(words, at, table)
    meanings.push(length > 0 ? table.get(words.slice(at, at + length).join(' ')) : undefined)
    at += Math.max(length, 1)
  }
  return meanings
}

function findLongest(words: readonly string[], at: number, table: PhraseTable<string>): number {
  for (let length = Math.min(LONGEST_PHRASE_WORDS, words.length - at); length > 0; length--) {
    if (table.has(words.slice(at, at + length).join(' '))) return length
  }
  return 0
}
