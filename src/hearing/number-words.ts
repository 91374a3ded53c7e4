import type { Language } from './heard.ts'

/** What one word, or one run of numerals, means in a spoken number. */
export type NumberItem =
  | { kind: 'numeral'; text: string }
  /**
   * `sound`: an ordinary word that sounds like the digit; `doubtful`: not enough by itself; `exclamation`: "oh", which
   * may mean nothing.
   */
  | { kind: 'digit'; text: string; sound?: true; doubtful?: true; exclamation?: true }
  /** Two digits in one word: nineteen, veintidós. */
  | { kind: 'pair'; text: string }
  /** Twenty, noventa; `needsAnd`: a digit is joined to it only by "y". */
  | { kind: 'tens'; text: string; needsAnd?: true }
  /** Novecientos. */
  | { kind: 'hundreds'; value: number }
  | { kind: 'hundred' | 'thousand' }
  /** "And" is used in large numbers only, Spanish "y" also between tens and digit. */
  | { kind: 'and'; joinsTens: boolean }
  /** Double, triple. */
  | { kind: 'times'; count: number }
  /** Nines, ceros. */
  | { kind: 'plural'; text: string }

/** The words of numbers in one language. */
export type NumberWords = {
  items: ReadonlyMap<string, NumberItem>
  /** Hesitations and names of punctuation, ignored between digits. */
  fillers: ReadonlySet<string>
  /** What may follow a number that could continue, "nineteen ninety ...": any other word may be its misheard last digit. */
  closings: ReadonlySet<string>
  /** Words that make the whole answer doubtful, wherever they are. */
  refusals: ReadonlySet<string>
  /** Words that take back the digits before them. Without any they do no harm. */
  corrections: ReadonlySet<string>
  /** Phrases with a number that is not part of the answer. */
  asides: RegExp
  /** Whether single digits and pairs may be mixed; `isYearLike` has the English exception. */
  mixesFreely: boolean
}

const words = (text: string): string[] => text.split(' ')

function itemsOf(...tables: Record<string, NumberItem>[]): Map<string, NumberItem> {
  return new Map(tables.flatMap((table) => Object.entries(table)))
}

// Maps the words to numbers: `first`, `first + step` and so on.
function counted(text: string, first: number, step: number, make: (text: string) => NumberItem) {
  return Object.fromEntries(words(text).map((word, index) => [word, make(String(first + index * step))]))
}

const digit = (text: string): NumberItem => ({ kind: 'digit', text })
const pair = (text: string): NumberItem => ({ kind: 'pair', text })
const tens = (text: string): NumberItem => ({ kind: 'tens', text })
const plural = (text: string): NumberItem => ({ kind: 'plural', text })
const sound = (text: string): NumberItem => ({ kind: 'digit', text, sound: true })
const exclamation = (text: string): NumberItem => ({ kind: 'digit', text, exclamation: true })

const english: NumberWords = {
  items: itemsOf(
    counted('zero one two three four five six seven eight nine', 0, 1, digit),
    {
      oh: exclamation('0'),
      o: exclamation('0'),
      nought: digit('0'),
      naught: digit('0'),
      niner: digit('9'),
      fife: digit('5'),
    },
    { for: sound('4'), fore: sound('4'), too: sound('2'), won: sound('1'), ate: sound('8') },
    // "Nine to five" is a misheard "nine oh five" as often as 9-2-5.
    { to: { kind: 'digit', text: '2', sound: true, doubtful: true } },
    counted('ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen', 10, 1, pair),
    counted('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10, tens),
    { fourty: tens('40') },
    counted('zeros ones twos threes fours fives sixes sevens eights nines', 0, 1, plural),
    { zeroes: plural('0'), ohs: plural('0'), os: plural('0') },
    { hundred: { kind: 'hundred' }, thousand: { kind: 'thousand' }, and: { kind: 'and', joinsTens: false } },
    { double: { kind: 'times', count: 2 }, triple: { kind: 'times', count: 3 } },
    { treble: { kind: 'times', count: 3 }, quadruple: { kind: 'times', count: 4 } },
  ),
  fillers: new Set(
    words('um umm uh uhh er erm ah hmm mm eh then dash hyphen dot point comma period slash space'),
  ),
  closings: new Set(
    words('please thanks thank sir maam ok okay yes pound hash star is thats that i and correct right'),
  ),
  refusals: new Set(words('no nope not wait never or')),
  corrections: new Set(words('sorry mean actually rather instead correction scratch oops make')),
  asides: /\b(one|1|a) (moment|second|sec|minute)\b|\b[a-z0-9]+ digits?\b/g,
  mixesFreely: false,
}

const spanish: NumberWords = {
  items: itemsOf(
    counted('cero uno dos tres cuatro cinco seis siete ocho nueve', 0, 1, digit),
    { un: sound('1') },
    counted('once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve', 11, 1, pair),
    counted('veintiuno veintidos veintitres veinticuatro veinticinco', 21, 1, pair),
    counted('veintiseis veintisiete veintiocho veintinueve', 26, 1, pair),
    { veintiun: pair('21') },
    counted('diez veinte', 10, 10, (text) => ({ kind: 'tens', text, needsAnd: true })),
    counted('treinta cuarenta cincuenta sesenta setenta ochenta noventa', 30, 10, tens),
    counted('ceros unos doses treses cuatros cincos seises sietes ochos nueves', 0, 1, plural),
    counted(
      'ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos',
      1,
      1,
      hundreds,
    ),
    {
      cien: { kind: 'hundreds', value: 100 },
      mil: { kind: 'thousand' },
      y: { kind: 'and', joinsTens: true },
    },
    { doble: { kind: 'times', count: 2 }, triple: { kind: 'times', count: 3 } },
  ),
  fillers: new Set(words('um uh eh este em mm ah pues luego guion punto coma raya espacio')),
  closings: new Set(
    words('por gracias senor senora senorita ok si es eso yo numeral gato asterisco almohadilla correcto'),
  ),
  refusals: new Set(words('no nunca espere espera tampoco o')),
  corrections: new Set(words('perdon perdone disculpe digo mejor quise correccion')),
  asides: /\bun (momento|segundo|momentito)\b|\b[a-z0-9]+ (digitos?|cifras?)\b/g,
  mixesFreely: true,
}

function hundreds(text: string): NumberItem {
  return { kind: 'hundreds', value: Number(text) * 100 }
}

export const numberWords: Record<Language, NumberWords> = { 'en-US': english, 'es-US': spanish }
