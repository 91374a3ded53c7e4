import { type Words, wordsFor } from './words/words.ts'

/** A fault of `readHoursYaml`, as the desk says it: with the label of its field in place of a line and a key. */
export function tellHoursFault(words: Words, fault: string): string {
  const says = fault
    .replace(/^line \d+: /, '')
    // A sentence that is missing belongs to its field, as one that is wrong does.
    .replace(/^say: has no sentence in (\S+)$/, '$1: has no sentence')
  const [, key = '', cause = says] = /^([\w-]+): (.*)$/.exec(says) ?? []
  const labels = { ...words.weekdays, ...words.sentenceIn, date: words.date }
  const label = wordsFor(labels, key)
  return label ? `${label}: ${words.hoursCause(cause)}` : words.hoursCause(says)
}
