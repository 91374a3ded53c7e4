import { stripPhrases } from './carrier-phrases.ts'

/** What comes before a name in a sentence; the last one counts. Each is followed by whose record is asked for. */
const introducers = wordsPattern(`
  (my|the|his|her|their|patients?)( full| whole| complete)? names? is · names? is · my names · (his|her|their) names · name of
  patient is · patient name · this is · it is · its · i am · im · you are speaking (with|to) · youre speaking (with|to)
  (for|about) (my|our) (son|daughter|mother|father|mom|mum|dad|husband|wife|brother|sister|child|kid|baby|partner|friend|
  grandmother|grandfather|grandma|grandpa|grandson|granddaughter|aunt|uncle|nephew|niece|boyfriend|girlfriend|client|patient)
  behalf of · behalf of (my|our) (son|daughter|mother|father|mom|dad|husband|wife|child|brother|sister)
  (calling|call|appointment|appointments) (for|about)
  me llamo · (mi|su|el)( nombre( completo)?) es · se llama · soy · habla( con)? · a nombre de · de parte de · paciente es
  (para|por|de|sobre) (mi|nuestro|nuestra) (hijo|hija|madre|padre|mama|papa|esposo|esposa|hermano|hermana|marido|mujer|
  abuelo|abuela|nieto|nieta|tio|tia|suegra|suegro|bebe|nino|nina|paciente|amigo|amiga)
  (llamo|llamando|cita) (por|para)
`)

/** What comes after it, or is said instead of one. */
const wishes = wordsPattern(`
  (calling|called) · i (am|was|have|had|need|want|wanted|would|got|think|just|do|dont|cant|cannot|missed|will|should|forgot|
  wish|wonder|hope|could|can|might|received|believe|d|ve|m) · id like · im (calling|trying|looking|here|supposed|just|not|
  scheduled|wondering|having|going|running|a) · ive · we (have|need|want|would|are) · wanna · (want|need|like|trying|wanted) to
  (about|regarding|concerning) (my|an|a|the|our|tomorrow|today|this|that|his|her|their) · (for|with) (my|an|a|the|our) · born (on|in|the)
  born (january|february|march|april|may|june|july|august|september|october|november|december)
  date of birth · d o b · dob · birth ?(date|day) · my (date|birth|birthday|phone|number|appointment|pin|cell|son|daughter|mother|
  father|husband|wife|year|id|member|account|address|zip) · appointments? · to (cancel|confirm|check|change|make|schedule|
  reschedule|see|ask|find|hear|get|move|verify|know|book|talk|speak) · (can|could|may|might|would|will) (you|i|we) · do (you|i)
  when (is|was|are|do|did|am|will|can) · what (time|day|is|was|are) · whats · whens · is my · checking · wondering · inquiring
  cancel · reschedule · confirm · wanting · looking (for|to) · phone number · from (the|number|phone) · and (i|im|my|the|its|this) · so (i|im|that)
  yo (quiero|quisiera|necesito|tengo|llamo) · llamo · llamaba · llamando · tengo (una|que|mi|cita) · tenia (una|cita) · quiero · queria · quisiera · necesito ·
  me gustaria · deseo · fecha de nacimiento · naci · nacid[oa] · (mi|la|una) (fecha|cita|cumpleanos|numero|telefono|consulta|turno) · para (mi|una|la|saber|
  confirmar|cancelar|cambiar|preguntar|ver|hacer) · por (mi|una|la|lo de) · (sobre|acerca de) (mi|una|la) · con respecto · estoy · cita ·
  cancelar · confirmar · cambiar (mi|la|una) · (puedo|puede|podria|pueden|puedes) · cuando (es|tengo|era) · a que hora · que (dia|hora)
  hablo (por|para|de) · y (quiero|quisiera|necesito|tengo|mi|llamo|naci|estoy|queria)
`)

const months =
  'january|february|march|april|may|june|july|august|september|october|november|december|' +
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre'
const dates = new RegExp(`[ ,](?:the )?(?:(?:${months}) \\d|\\d+(?:st|nd|rd|th)? (?:of |de )?(?:${months}))`)

/** Words that are said in such sentences and are hardly anybody's name. */
const otherWords = new Set(
  `a about actually after afternoon again am an and another any anything appointment appointments are around ask at back be because
  before behalf bill billing book but by call called calling can cancel cancellation change check checkup cleaning come coming confirm
  could date day dentist do doctor does doesnt dont earlier else find for forgot from get go going good got had happening has have
  having hear hello help her here hey hi his hour how i id if im in info information is it its ive just know last late later
  like ll looking make many message me medication month morning move my need needed new next not note number of office on one open or our
  out please phone pick prescription question questions re refill regarding remind reminder reschedule results running said say schedule scheduled see
  send set should so some somebody someone something sooner speak still supposed talk tell test text than thanks thank that the their them there
  these they thing think this time to today tomorrow tonight trying up upcoming ve visit want wanted was we week were what whats when whens
  where whether which who whose why will with wondering would yeah yes yesterday you your
  monday tuesday wednesday thursday friday saturday sunday
  al algo algun alguna alguien ano antes aqui ayuda buenas buenos cambiar cancelar cita citas como con confirmar consulta cual cuando
  de del deseo dia dias doctor doctora donde el ella en era es esa ese esta este estoy gracias gustaria ha hablar hacer hasta hay he hijo hola
  hora hoy informacion la las le les llamo llamaba llamando lo los manana mas me mensaje mi mis mover no nos o otra otro para pedir
  pero por preguntar proxima proximo puede puedo que queria quien quiero quisiera receta recordar resultados saber se semana ser si sobre soy su tarde
  tengo tenia tiene un una ver y ya yo lunes martes miercoles jueves viernes sabado domingo necesito podria`.split(
    /\s+/,
  ),
)

/** What follows "this is" or "I am" where no name does. */
const notIntroduced = new Set(
  `a about all also an another appointment at back calling checking correct fine for from glad going good having her here his i in it just
  late looking my new not now on our out regarding right running sick so sorry still supposed sure that the their there this to today tomorrow trying
  unable very we what when where whether why wondering your
  cambiar cancelar cita confirmar de del el en hacer la las los mi nuevo nueva otra otro para pedir por preguntar que saber ver sobre su tengo un una`.split(
    /\s+/,
  ),
)

/** Before these words' object somebody else is named, not the caller. */
const towardsOthers = new Set(['with', 'to', 'doctor', 'dr', 'see', 'con', 'al', 'doctora', 'nurse'])

/** What holds two parts of a sentence together, left over at an end. */
const joints = new Set('and y e for to with of from on so about a the por para que con de un una'.split(' '))

/** "First name is" introduces one half of a name only. */
const halves = ['first', 'last', 'given', 'family']

/** Introductions that are followed up; a sentence has one or two. */
const MOST_STARTS = 10

/** The part of a folded text in which the name stands. `isWish`: somebody says what they want, and no name. */
export type NamePart = { text: string; isWish: boolean }

/** "jose garcia calling about my appointment" without what the call is about. */
export function findNamePart(text: string): NamePart {
  const plain = ` ${text
    .replace(/[^\p{L}\p{N}, -]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()} `
  for (const start of startsIn(plain)) {
    const part = cutAfter(plain.slice(start))
    const first = firstWordOf(part)
    if (first !== '' && !notIntroduced.has(first)) return { text: part, isWish: false }
  }
  const part = cutAfter(plain)
  const first = firstWordOf(part)
  if (first === '' || otherWords.has(first)) return lastNameIn(plain)
  return part.length + 2 < plain.length ? { text: part, isWish: false } : { text, isWish: false }
}

/** Where a name may begin, the last introduction first. */
function startsIn(plain: string): number[] {
  const starts: number[] = []
  introducers.lastIndex = 0
  for (let match = introducers.exec(plain); match; match = introducers.exec(plain)) {
    const before = plain.slice(0, match.index)
    if (!halves.some((half) => before.endsWith(half))) starts.push(introducers.lastIndex)
    // "calling for my son": one begins within another.
    introducers.lastIndex = match.index + 1
  }
  return starts.reverse().slice(0, MOST_STARTS)
}

function firstWordOf(part: string): string {
  return splitPlain(stripPhrases(part))[0] ?? ''
}

/** The text up to where the sentence goes on about something else. */
function cutAfter(plain: string): string {
  const ends = [wishes, dates].map((pattern) => plain.search(pattern)).filter((at) => at >= 0)
  return trim(dropJoints(trim(plain.slice(0, Math.min(...ends, plain.length)))))
}

function trim(part: string): string {
  return part.replace(/^[ ,]+|(?<![ ,])[ ,]+$/g, '')
}

function dropJoints(part: string): string {
  let end = part.length
  for (;;) {
    const space = part.lastIndexOf(' ', end - 1)
    if (space < 0 || !joints.has(part.slice(space + 1, end))) return part.slice(0, end)
    end = space
  }
}

/** A name at the end of a wish: "i need to cancel my appointment, jose garcia". A doctor's is not the caller's. */
function lastNameIn(plain: string): NamePart {
  const words = splitPlain(plain)
  if (plain.search(wishes) < 0) return { text: plain.trim(), isWish: false }
  const last = words.findLastIndex((word) => otherWords.has(word) || /\d/.test(word))
  const name = words.slice(last + 1)
  const isOthers = towardsOthers.has(words[last] ?? '')
  return name.length < 2 || isOthers ? { text: '', isWish: true } : { text: name.join(' '), isWish: false }
}

function splitPlain(text: string): string[] {
  return text.split(/[ ,]+/).filter((word) => word !== '')
}

/** Any of these phrases as whole words, the longest first. */
function wordsPattern(list: string): RegExp {
  const all = list
    .replace(/\|\s*\n\s*/g, '|')
    .split(/[·\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
    .sort((a, b) => b.length - a.length)
  return new RegExp(`[ ,](?:${all.join('|')})(?=[ ,])`, 'g')
}
