/** Letters that Unicode does not decompose into a plain letter and a mark. */
const plainLetters: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
}

/** Lower case, without accents: "Gráinne O'Neill" becomes "grainne o'neill". Other scripts stay as they are. */
export function foldLetters(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return bare.replace(/[łøđðþßæœıħŋ]/g, (letter) => plainLetters[letter] ?? letter)
}

/** Longer speech holds more than an answer or a name. */
export const LONGEST_SPEECH = 300

/** The beginning of what was heard, folded. It is cut again after that: one character may fold into eighteen. */
export function foldSpeech(text: string): string {
  return foldLetters(text.slice(0, LONGEST_SPEECH)).slice(0, LONGEST_SPEECH)
}

/** The words of a folded text, letters and digits. An apostrophe joins words; a hyphen or full stop separates them. */
export function splitWords(folded: string): string[] {
  return folded.replace(/['’ʼ`´]/g, '').match(/[\p{L}\p{N}]+/gu) ?? []
}
