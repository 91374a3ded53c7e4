/**
 * Every sentence of the line by its key, and the values each one must carry. A catalogue is one text for each key;
 * the names of the keys are also what an operator writes in a replacement file, so renaming one breaks their files.
 */
export const placeholders = {
  askName: [],
  askBirthYear: ['name'],
  askBirthYearNameless: [],
  askPin: ['name', 'digits'],
  askPinNameless: ['digits'],
  askLastFour: [],
  didYouMean: ['name'],
  spellLastName: [],
  keyLastName: [],
  notFound: [],
  notUnderstood: [],
  notHeard: [],
  wrongPin: [],
  appointment: ['name', 'when'],
  appointmentYear: ['year'],
  noAppointment: ['name'],
  askText: [],
  textPromised: [],
  textRefused: [],
  goodbye: [],
  connecting: [],
  cannotHelp: [],
  somethingWrong: [],
  overloaded: [],
  callLater: [],
  languageOffer: [],
} as const satisfies Record<string, readonly Placeholder[]>

export type Placeholder = 'name' | 'when' | 'digits' | 'year'
export type SentenceKey = keyof typeof placeholders

/** The texts of one language, with `{name}`, `{when}`, `{digits}` and `{year}` where the values go. */
export type Catalogue = Record<SentenceKey, string>

type Plain = { [Key in SentenceKey as (typeof placeholders)[Key] extends readonly [] ? Key : never]: string }

/** What the call says in one language: plain sentences, and functions for those that carry a value. */
export type Sentences = Omit<Plain, 'askBirthYearNameless'> & {
  /** Asks for the year of birth when a PIN has four digits, else for a PIN of that many; by name when one may be said. */
  askPin: (name: string | undefined, digits: number) => string
  didYouMean: (name: string) => string
  /** `when` as `spokenTime` writes it, with its "on" or "today, on". */
  appointment: (name: string, when: string) => string
  /** For one so far ahead that its day and month would be taken for an earlier year's. */
  appointmentYear: (year: number) => string
  noAppointment: (name: string) => string
}

const BIRTH_YEAR_DIGITS = 4

/** Turns the texts of a language into the sentences the call says. */
export function sentencesOf(catalogue: Catalogue): Sentences {
  return {
    ...catalogue,
    askPin: (name, digits) =>
      fill(catalogue[pinQuestion(name, digits)], { name: name ?? '', digits: `${digits}` }),
    didYouMean: (name) => fill(catalogue.didYouMean, { name }),
    appointment: (name, when) => fill(catalogue.appointment, { name, when }),
    appointmentYear: (year) => fill(catalogue.appointmentYear, { year: `${year}` }),
    noAppointment: (name) => fill(catalogue.noAppointment, { name }),
  }
}

function pinQuestion(name: string | undefined, digits: number): SentenceKey {
  if (name === undefined) return digits === BIRTH_YEAR_DIGITS ? 'askBirthYearNameless' : 'askPinNameless'
  return digits === BIRTH_YEAR_DIGITS ? 'askBirthYear' : 'askPin'
}

// In one pass, so that a name which itself holds "{when}" stays as it is.
function fill(text: string, values: Partial<Record<Placeholder, string>>): string {
  return text.replace(/\{(name|when|digits|year)\}/g, (_, key: Placeholder) => values[key] ?? '')
}
