/** What came back from one question. Blank and missing are the same thing to us: an empty string. */
export type Heard = {
  /** The recogniser's text, as it was written. */
  speech: string
  /** Keys pressed: 0-9, * and #. */
  digits: string
  /** 0 to 1; absent when the platform gave none, or no number. */
  confidence?: number
}

/** The languages we speak; each has one catalogue of sentences and its own words for digits and answers. */
export const languages = ['en-US', 'es-US'] as const
export type Language = (typeof languages)[number]

/** Whether the caller said anything that could be a name: keys and mere noise are not. */
export function hasWords(heard: Heard): boolean {
  return /\p{L}/u.test(heard.speech)
}
