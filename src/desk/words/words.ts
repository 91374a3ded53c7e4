import type { deskEnglish } from './english.ts'

/** The same keys with any texts: a language that lacks one does not compile. */
type Translated<Texts> = {
  [Key in keyof Texts]: Texts[Key] extends string
    ? string
    : Texts[Key] extends (...values: infer Values) => string
      ? (...values: Values) => string
      : Translated<Texts[Key]>
}

/** What the desk says in one language. */
export type Words = Translated<typeof deskEnglish>

/** The words for something whose name comes from the database; undefined where there are none yet. */
export function wordsFor(known: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(known, name) ? known[name] : undefined
}
