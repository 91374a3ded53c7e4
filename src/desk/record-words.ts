import type { DeskParts } from './desk-parts.ts'
import { wordsFor } from './words/words.ts'

/** What an entry of the record is about, in words. */
export function recordWords({ words }: DeskParts, what: string): string {
  return wordsFor(words.recordKinds, what) ?? what
}
