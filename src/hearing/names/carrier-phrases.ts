import { splitWords } from '../letters.ts'

/** What people say before their name, in English and Spanish. */
const before = phrases(`
  you are speaking (with|to) · youre speaking (with|to) · (my|the) (full |whole )?names?( is| its|s)? · name(s| is)
  this( is|s) · it is · its · i am · im · i said · (you can |they )?call me · thats · that is
  hi · hello · hey · hiya · good (morning|afternoon|evening) · yes · yeah · yep · ok · okay · so · well · sure
  um+ · uh+ · er+m? · ah+ · hm+ · oh · like · please · sorry · there · and
  mr · mrs · ms · mister · missus · miss · dr · doctor · sir · madam · maam
  hola · buen[oa]s (dias|tardes|noches) · me llamo · mi nombre( completo)? es · soy · habla( con)? · le habla · es · si
  senor · senora · senorita · eh
`)

/** What they say after it. */
const after = phrases(`
  here · speaking · calling · is (calling|speaking|my name|the name) · please · thanks?( you)? · um+ · uh+
  jr · sr · junior · senior · ii · iii · md · phd · por favor · gracias
`)

const atStart = new RegExp(`^(${before})( |$)`)
const atEnd = new RegExp(`(^| )(${after})$`)

/** Takes all such phrases off both ends. */
export function stripPhrases(text: string): string {
  let left = splitWords(text).join(' ')
  for (let shorter = stripAround(left); shorter !== left; shorter = stripAround(left)) left = shorter
  return left
}

/** Takes one such phrase off each end; there may be more. */
function stripAround(text: string): string {
  return text.replace(atStart, '').replace(atEnd, '').trim()
}

/** What is said within a name without being part of it. */
export const fillers = new Set(['um', 'umm', 'uh', 'uhh', 'erm', 'hmm', 'mm', 'ah'])

/** The longest first, so that none hides another that begins like it. */
function phrases(list: string): string {
  const all = list.split(/[·\n]/).map((phrase) => phrase.trim())
  return all
    .filter((phrase) => phrase !== '')
    .sort((a, b) => b.length - a.length)
    .join('|')
}
