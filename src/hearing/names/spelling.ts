import { foldSpeech } from '../letters.ts'

/** How the letters are called, where a recogniser writes the call instead of the letter. */
const letterNames: Record<string, string> = {
  ay: 'a',
  bee: 'b',
  be: 'b',
  cee: 'c',
  see: 'c',
  sea: 'c',
  dee: 'd',
  ee: 'e',
  ef: 'f',
  eff: 'f',
  gee: 'g',
  aitch: 'h',
  eye: 'i',
  jay: 'j',
  kay: 'k',
  el: 'l',
  ell: 'l',
  em: 'm',
  en: 'n',
  oh: 'o',
  pee: 'p',
  cue: 'q',
  queue: 'q',
  are: 'r',
  ar: 'r',
  ess: 's',
  tee: 't',
  tea: 't',
  you: 'u',
  vee: 'v',
  ex: 'x',
  why: 'y',
  wye: 'y',
  zee: 'z',
  zed: 'z',
  dubya: 'w',
  hache: 'h',
  jota: 'j',
  ene: 'n',
  ele: 'l',
  eme: 'm',
  ere: 'r',
  erre: 'r',
  ese: 's',
  efe: 'f',
  equis: 'x',
  zeta: 'z',
  ce: 'c',
  de: 'd',
  ge: 'g',
  pe: 'p',
  te: 't',
  uve: 'v',
  ve: 'v',
  ka: 'k',
}

/** Between letters, these are not letters. */
const joiners = new Set(['hyphen', 'dash', 'apostrophe', 'space', 'and', 'then', 'guion', 'um', 'uh'])

/** "b as in boy", "b for boy", "b like boy": the word after only explains the letter. */
const explained = /\b([a-z]) (?:as in|for|like|como|de) [a-z]+/g

/** Takes a run of spelled letters out of a folded text: "juan gomez g o m e z" is "juan gomez" and "gomez". */
export function readSpelling(text: string): { rest: string; spelled: string } {
  const words = simplify(text).split(' ')
  const start = words.findIndex((_, at) => isRun(words, at))
  if (start < 0) return { rest: text, spelled: '' }
  let end = start
  while (end < words.length && (letterOf(words[end]) !== '' || joiners.has(words[end] ?? ''))) end++
  const spelled = words.slice(start, end).map(letterOf).join('')
  return { rest: [...words.slice(0, start), ...words.slice(end)].join(' '), spelled }
}

/** The letters in an answer to "please spell your last name": spelled ones, otherwise the name as a word. */
export function parseSpelledName(heard: string): string {
  const text = foldSpeech(heard).replace(/[^a-z ,.-]/g, '')
  const words = simplify(text.replaceAll(',', ' ')).split(' ')
  const letters = words.map(letterOf)
  const areLetters = letters.filter((letter) => letter !== '').length * 2 > words.length
  return (areLetters ? letters : words).join('').slice(0, 40)
}

/** One word a letter, "w" for "double u", "ll" for "double l". */
function simplify(text: string): string {
  return text
    .replace(/[-.]/g, ' ')
    .replace(/\b(double|doble) (u|you|ve|v|uve)\b/g, 'w')
    .replace(explained, '$1')
    .replace(/\b(?:double|doble) ([a-z])\b/g, '$1 $1')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A run begins with two bare letters, the second one not a middle initial. */
function isRun(words: string[], at: number): boolean {
  const isLetter = (word: string | undefined) => word !== undefined && /^[a-z]$/.test(word)
  if (!isLetter(words[at])) return false
  return isLetter(words[at + 1]) || (letterOf(words[at + 1]) !== '' && isLetter(words[at + 2]))
}

function letterOf(word: string | undefined): string {
  if (word === undefined) return ''
  return /^[a-z]$/.test(word) ? word : (letterNames[word.replace(/,$/, '')] ?? '')
}
