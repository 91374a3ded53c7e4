import { isGsm } from './segments.ts'

// What word processors replace plain characters with, and letters that Unicode does not decompose.
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
 * A sentence as it is texted: in GSM-7, because more of it fits into one message, unless the caller's name or another
 * script needs UCS-2. A name keeps its accents; elsewhere "sábado" becomes "sabado", and an emoji is left out.
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

// Without its accent, if it has one.
function toGsm(character: string): string {
  if (isGsm(character)) return character
  const bare = character.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('⁄', '/')
  return plainLetters.get(character) ?? (isGsm(bare) && bare !== '' ? bare : character)
}

// A note in Greek or Chinese is worth a second message; a heart is not.
function hasOtherScript(text: string): boolean {
  return /[\p{L}\p{N}]/u.test([...text].filter((character) => !isGsm(character)).join(''))
}
