import type { Language } from '../../hearing/heard.ts'
import { english } from './en-us.ts'

/** What a sentence may carry. */
const names = ['name', 'when', 'digits', 'year', 'office', 'number'] as const
export type Placeholder = (typeof names)[number]
export type SentenceKey = keyof typeof english

/** The texts of one language. */
export type Catalogue = Record<SentenceKey, string>

/** The values that each sentence must carry in every language: those of the English one. */
export const placeholders = Object.fromEntries(
  Object.entries(english).map(([key, text]) => [key, names.filter((name) => text.includes(`{${name}}`))]),
  // An entry for each key.
) as Record<SentenceKey, Placeholder[]>

/** A sentence in the reply's language, or in another one. */
export type Saying = string | { lang: Language; text: string }

type Plain = {
  [Key in SentenceKey as (typeof english)[Key] extends `${string}{${string}` ? never : Key]: string
}

/** What the call says in one language: plain sentences, and functions for those that carry a value. */
export type Sentences = Omit<Plain, 'askBirthYearNameless'> & {
  /** Asks for the year of birth when a PIN has four digits, else for a PIN of that many; by name when one may be said. */
  askPin: (name: string | undefined, digits: number) => string
  didYouMean: (name: string) => string
  greeting: (office: string) => string
  /** `when` as `spokenOpening` writes it. */
  opensAgain: (when: string) => string
  /** `when` as `spokenTime` writes it, with its "on" or "today, on". */
  appointment: (name: string, when: string) => string
  /** The same, once it has begun. */
  appointmentBegun: (name: string, when: string) => string
  /** For one so far ahead that its day and month would be taken for an earlier year's. */
  appointmentYear: (year: number) => string
  noAppointment: (name: string) => string
  /** `when` as `writtenTime` writes it, with its "on". */
  confirmCancel: (when: string) => string
  /** These are texted only. */
  office: (office: string) => string
  callNumber: (number: string) => string
  /** `number` as `readBack` writes it. */
  confirmNumber: (number: string) => string
}

const BIRTH_YEAR_DIGITS = 4

/** Turns the texts of a language into the sentences the call says. */
export function sentencesOf(catalogue: Catalogue): Sentences {
  return {
    ...catalogue,
    askPin: (name, digits) =>
      fill(catalogue[pinQuestion(name, digits)], { name: name ?? '', digits: `${digits}` }),
    greeting: (office) => fill(catalogue.greeting, { office }),
    opensAgain: (when) => fill(catalogue.opensAgain, { when }),
    didYouMean: (name) => fill(catalogue.didYouMean, { name }),
    appointment: (name, when) => fill(catalogue.appointment, { name, when }),
    appointmentBegun: (name, when) => fill(catalogue.appointmentBegun, { name, when }),
    appointmentYear: (year) => fill(catalogue.appointmentYear, { year: `${year}` }),
    noAppointment: (name) => fill(catalogue.noAppointment, { name }),
    confirmCancel: (when) => fill(catalogue.confirmCancel, { when }),
    office: (office) => fill(catalogue.office, { office }),
    callNumber: (number) => fill(catalogue.callNumber, { number }),
    confirmNumber: (number) => fill(catalogue.confirmNumber, { number }),
  }
}

function pinQuestion(name: string | undefined, digits: number): SentenceKey {
  if (name === undefined) return digits === BIRTH_YEAR_DIGITS ? 'askBirthYearNameless' : 'askPinNameless'
  return digits === BIRTH_YEAR_DIGITS ? 'askBirthYear' : 'askPin'
}

// In one pass, so that a name which itself holds "{when}" stays as it is.
function fill(text: string, values: Partial<Record<Placeholder, string>>): string {
  return text.replace(
    /\{(name|when|digits|year|office|number)\}/g,
    (_, key: Placeholder) => values[key] ?? '',
  )
}
