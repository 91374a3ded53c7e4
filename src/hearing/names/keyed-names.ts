import { MOST_LETTER_KEYS } from '../letter-keys.ts'

const keypad: Record<string, string> = Object.fromEntries(
  ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz'].flatMap((letters, at) =>
    [...letters].map((letter) => [letter, String(at + 2)]),
  ),
)

/** 0: the name as it is written, keyed as asked. 1: keyed shorter than asked, or another way of writing the name. */
export type Closeness = 0 | 1

/** Names by the keys of a telephone that they begin with: "smith" by 7648, "lee" by 533. */
export class KeyedNames {
  /** Numbers of names, doubled, and one more where the keys are those of another way of writing it. */
  #byKeys = new Map<string, number[]>()

  /** Takes in a name by its letters, and by other ways of writing it. */
  add(number: number, letters: string, others: Iterable<string>): void {
    this.#put(keysOf(letters), number * 2)
    for (const other of others) this.#put(keysOf(other), number * 2 + 1)
  }

  /** The numbers of the names that begin with these keys, and how closely. */
  find(keys: string): Map<number, Closeness> {
    const found = new Map<number, Closeness>()
    for (const start of startsFrom(keys)) {
      for (const entry of this.#byKeys.get(start) ?? []) {
        const isClose = start === keys && entry % 2 === 0
        if (isClose || !found.has(entry >> 1)) found.set(entry >> 1, isClose ? 0 : 1)
      }
    }
    return found
  }

  #put(keys: string, entry: number): void {
    if (keys === '') return
    const known = this.#byKeys.get(keys)
    if (known) known.push(entry)
    else this.#byKeys.set(keys, [entry])
  }
}

/** The keys of the first letters; none for letters that no key has. */
function keysOf(letters: string): string {
  return [...letters.slice(0, MOST_LETTER_KEYS)].map((letter) => keypad[letter] ?? '').join('')
}

/** These keys, and all that begin with them. A single key stands for an initial, and nothing else begins with it. */
function startsFrom(keys: string): string[] {
  if (keys.length < 2) return [keys]
  const starts = [keys]
  for (let at = 0; at < starts.length; at++) {
    const start = starts[at] ?? ''
    if (start.length < MOST_LETTER_KEYS) for (let key = 2; key <= 9; key++) starts.push(`${start}${key}`)
  }
  return starts
}
