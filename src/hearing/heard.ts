import { LONGEST_SPEECH } from './letters.ts'

/** What was heard after one question. An absent field of the request is the same as a blank one: an empty string. */
export type Heard = {
  /** The recogniser's text as it came. */
  speech: string
  /** Keys pressed: 0-9, * and #. */
  digits: string
  /** 0 to 1, or absent when the platform gave no number. */
  confidence?: number
}

/** The languages of the calls. Each has a catalogue of sentences and its own words for digits and answers. */
export const languages = ['en-US', 'es-US'] as const
export type Language = (typeof languages)[number]

/** Longer than any name, and short enough to listen to. */
const LONGEST_NAME = 80

/** Whether the caller said anything that could be a name, which keys and noise are not. */
export function hasWords(heard: Heard): boolean {
  return /\p{L}/u.test(heard.speech.slice(0, LONGEST_SPEECH))
}

/** The recogniser's text made fit to be said back: one line of limited length without a full stop. */
export function nameAsSaid(heard: Heard): string {
  const line = heard.speech
    .slice(0, LONGEST_SPEECH)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
  return line.slice(0, LONGEST_NAME).replace(/(?<![\s.,;:!?])[\s.,;:!?]+$/u, '')
}
