import { commandWords } from './command-words.ts'
import type { Heard, Language } from './heard.ts'
import { ownFirst, wordsOf } from './spoken-words.ts'

export type Command = 'operator' | 'repeat'

/** Longer speech is no command, whatever it holds. */
const MAX_COMMAND_WORDS = 12

/** What a caller may ask for at any step: a person, or the last thing again. Only when they say nothing else. */
export function parseCommand(heard: Heard, language: Language): Command | undefined {
  if (heard.digits !== '') return readKey(heard.digits)
  const words = wordsOf(heard.speech)
  if (words.length > MAX_COMMAND_WORDS) return undefined
  const text = words.join(' ')
  for (const { polite, operator, repeat } of ownFirst(language).map((each) => commandWords[each])) {
    const bare = text.replace(polite, ' ').replace(/ +/g, ' ').trim()
    if (operator.test(text) || operator.test(bare)) return 'operator'
    if (repeat.test(text) || repeat.test(bare)) return 'repeat'
  }
  return undefined
}

// The pound key only ends an entry.
function readKey(keys: string): Command | undefined {
  const key = keys.replace(/#$/, '')
  if (key === '0') return 'operator'
  return key === '*' ? 'repeat' : undefined
}
