import { z } from 'zod'
import { type Language, languages } from '../hearing/heard.ts'

/** The voice of each language, for `<Say voice>`. */
export type Voices = Record<Language, string>

/**
 * Standard voices of Amazon Polly, since the platform's page on `<Say>` promises those by name, and Amazon lists these
 * for these languages. The platform replaces an unknown voice by a default one, in silence.
 */
const DEFAULTS: Voices = { 'en-US': 'Polly.Joanna', 'es-US': 'Polly.Lupe' }

/** The engines that the platform's page on text-to-speech lists. */
const ENGINES =
  'amazon|polly|azure|cartesia|deepgram|elevenlabs|fish|gcloud|grok|groq-tts|inworld|minimax|mistral|openai|rime|' +
  'smallest|speechify'
const voice = new RegExp(`^(man|woman|(${ENGINES})\\.[^\\s:"<>&]+(:[^\\s:"<>&]+){0,2})$`, 'i')

/** Reads `en-US=Polly.Joanna,es-US=Polly.Lupe`. A language that is not named keeps its voice. */
export const voices = z
  .string()
  .transform((list, { addIssue }): Voices => {
    const given = list.split(',').map((entry) => entry.split(/=(.*)/s).map((part) => part.trim()))
    for (const message of faultsOf(given)) addIssue({ code: 'custom', message })
    return { ...DEFAULTS, ...Object.fromEntries(given) }
  })
  .default(DEFAULTS)

function faultsOf(given: string[][]): string[] {
  const named = given.map(([language]) => language)
  return given.flatMap(([language = '', name = ''], at) => {
    if (!languages.some((one) => one === language))
      return `must begin each entry with one of ${languages.join(', ')} and "=": entry ${at + 1} does not`
    if (named.indexOf(language) < at) return `must name each language once: ${language} has two voices`
    if (voice.test(name)) return []
    return `must give ${language} an engine and its voice, such as ${DEFAULTS['en-US']}`
  })
}
