import type { Language } from '../../hearing/heard.ts'

/** Who speaks a language, and what the recogniser listens for. */
export type Voice = {
  /** For `<Say voice>`. */
  voice: string
  /** For `<Say language>` and `<Gather language>`. */
  language: string
}

/**
 * Amazon Polly voices, since the platform's page on `<Say>` promises those by name, with a full set of accents; an
 * unknown voice would be replaced in silence by a default one.
 */
export const voices: Record<Language, Voice> = {
  'en-US': { voice: 'Polly.Joanna', language: 'en-US' },
  'es-US': { voice: 'Polly.Penelope', language: 'es-US' },
}
