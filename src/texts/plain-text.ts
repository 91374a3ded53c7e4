import { isGsm } from './segments.ts'

// What word processors make of plain signs, and letters that Unicode does not take apart.
const plainForms = new Map([
  ...spell("'", '‘’‚‛′ʼ`´‹›'),
  ...spell('"', '“”„‟″«»'),
  ...spell('-', '‐‑‒–—―−•·'),
  ...spell('...', '…'),
  ...spell('/', '⁄'),
  ...spell('x', '×'),
  ...spell(' ', '\t'),
  ...spell('\n', '\u2028\u2029'),
])
const plainLetters = new Map(
  Object.entries({ ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', œ: 'oe', Œ: 'OE', ð: 'd', þ: 'th' }),
)

function spell(plain: string, signs: string): [string, string][] {
  return [...signs].map((sign) => [sign, plain])
}

/**
 * A sentence as it is texted: in GSM-7, of which more fits into one message, unless the caller's name or a whole other
 * script needs more. A name keeps its accents; elsewhere "sábado" becomes "sabado", and an emoji is left out.
 */
export function toPlainText(sentence: string, name: string): string {
  const tidied = tidy(sentence)
  if (!isGsm(tidy(name))) return tidied
  const plain = [...tidied].map(toGsm).join('')
  return hasOtherScript(plain) ? tidied : tidySpaces(plain.replace(/./gsu, (one) => (isGsm(one) ? one : '')))
}

function tidy(text: string): string {
  const signs = text.normalize('NFC').replace(/./gsu, (character) => plainForms.get(character) ?? character)
  return tidySpaces(signs.replace(/\p{Zs}/gu, ' ').replace(/(?!\n)[\p{Cc}\p{Cs}]/gu, ''))
}

function tidySpaces(text: string): string {
  return text
    .replace(/ {2,}/g, ' ')
    .replace(/ +([.,!?])/g, '$1')
    .trim()
}

// The letter under the accent, where there is one.
function toGsm(character: string): string {
  if (isGsm(character)) return character
  const bare = character.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('⁄', '/')
  return plainLetters.get(character) ?? (isGsm(bare) && bare !== '' ? bare : character)
}

// A note in Greek or Chinese is worth a second message; a heart is not.
function hasOtherScript(text: string): boolean {
  return /[\p{L}\p{N}]/u.test([...text].filter((character) => !isGsm(character)).join(''))
}
