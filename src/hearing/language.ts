import type { Heard, Language } from './heard.ts'
import { wordsOf } from './spoken-words.ts'

/** Longer speech is no choice of a language, whatever it holds. */
const MAX_CHOICE_WORDS = 6

/** Whole utterances only: English and Spanish are surnames too. */
const choices: [Language, RegExp][] = [
  [
    'es-US',
    choice('espanol|castellano|spanish|espaniol', 'hablo|habla|hablan|quiero|en|speak|do you|in|i|prefiero'),
  ],
  ['en-US', choice('english|ingles', 'hablo|habla|hablan|quiero|en|speak|do you|in|i|prefer|want')],
]

function choice(names: string, leads: string): RegExp {
  return new RegExp(`^(?:(?:${leads}) )*(?:${names})(?: please| por favor| gracias| only)?$`)
}

/** The language a caller asks for: by its name, or by 2, which stands for the one `offered` beside the default. */
export function parseLanguage(heard: Heard, offered: Language = 'es-US'): Language | undefined {
  if (heard.digits !== '') return heard.digits.replace(/#$/, '') === '2' ? offered : undefined
  const words = wordsOf(heard.speech)
  if (words.length > MAX_CHOICE_WORDS) return undefined
  const text = words.join(' ')
  if (/^(2|two|(el )?dos|number two|(el )?numero dos)( please| por favor)?$/.test(text)) return offered
  return choices.find(([, pattern]) => pattern.test(text))?.[0]
}
