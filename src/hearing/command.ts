import { commandWords } from './command-words.ts'
import type { Heard, Language } from './heard.ts'
import { ownFirst, wordsOf } from './spoken-words.ts'

export type Command = 'operator' | 'repeat'

/** Longer speech is not a command or a choice of language, whatever words are in it. */
const MAX_COMMAND_WORDS = 12
const MAX_CHOICE_WORDS = 6

/** The languages' names as whole utterances: English and Spanish are surnames too. */
const languageNames: [Language, RegExp][] = [
  [
    'es-US',
    choice('espanol|castellano|spanish|espaniol', 'hablo|habla|hablan|quiero|en|speak|do you|in|i|prefiero'),
  ],
  ['en-US', choice('english|ingles', 'hablo|habla|hablan|quiero|en|speak|do you|in|i|prefer|want')],
]

function choice(names: string, leads: string): RegExp {
  return new RegExp(`^(?:(?:${leads}) )*(?:${names})(?: please| por favor| gracias| only)?$`)
}

/** What a caller may ask for at any question, if they say nothing else: a person, or to hear the question again. */
export function parseCommand(heard: Heard, language: Language): Command | undefined {
  if (heard.digits !== '') return commandOfKey(withoutPound(heard.digits))
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

/** The language a caller asks for, by its name or by 2, which stands for the language `offered`. */
export function parseLanguage(heard: Heard, offered: Language = 'es-US'): Language | undefined {
  if (heard.digits !== '') return withoutPound(heard.digits) === '2' ? offered : undefined
  const words = wordsOf(heard.speech)
  if (words.length > MAX_CHOICE_WORDS) return undefined
  const text = words.join(' ')
  if (/^(2|two|(el )?dos|number two|(el )?numero dos)( please| por favor)?$/.test(text)) return offered
  return languageNames.find(([, pattern]) => pattern.test(text))?.[0]
}

function commandOfKey(key: string): Command | undefined {
  if (key === '0') return 'operator'
  return key === '*' ? 'repeat' : undefined
}

/** The pound key only ends an entry. */
function withoutPound(keys: string): string {
  return keys.replace(/#$/, '')
}
