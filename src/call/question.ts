import type { Language } from '../hearing/heard.ts'
import { sayTold } from './appointment.ts'
import type { Place } from './place.ts'
import type { Reply, Saying } from './reply.ts'
import type { Call, Line } from './services.ts'

const answers: Record<Language, string[]> = { 'en-US': ['yes', 'no'], 'es-US': ['sí', 'no'] }

/** What is at hand already and need not be looked up: the name to be spoken, what the caller was told. */
export type Known = { name?: string | undefined; told?: string[] }

/** Says the place's question, as its counts and reason have it, and listens. */
export async function sayQuestion(
  line: Line,
  call: Call,
  place: Place,
  outcome: string,
  known: Known = {},
): Promise<Reply> {
  const sentences = line.sentences(place.lang)
  const reason = place.reason ? [sentences[place.reason]] : []
  const question = await questionOf(line, call, place, known)
  const hints = await hintsOf(line, call, place)
  return { next: 'listen', lang: place.lang, says: [...reason, ...question], place, hints, outcome }
}

async function questionOf(line: Line, call: Call, place: Place, known: Known): Promise<Saying[]> {
  const sentences = line.sentences(place.lang)
  switch (place.question) {
    case 'name':
      return [sentences.askName, ...languageOffer(line, place)]
    case 'did-you-mean': {
      const name = await nameOnFile(line, place)
      return [sentences.didYouMean(name ?? '')]
    }
    case 'spell-name':
      return [sentences.spellLastName]
    case 'key-name':
      return [sentences.keyLastName]
    case 'last-four':
      return [sentences.askLastFour]
    case 'pin': {
      const name = known.name ?? (await nameOnFile(line, place))
      return [sentences.askPin(name, line.settings.pinLength)]
    }
    case 'sms-offer':
      if (place.reason) return [sentences.askText]
      return [...(known.told ?? (await sayTold(line, call, place))), sentences.askText]
  }
}

/** Where there is another language, the greeting also says how to choose it, in that language. */
function languageOffer(line: Line, place: Place): Saying[] {
  const [first, ...others] = line.settings.languages
  if (place.lang !== first || place.asked.name !== 1) return []
  return others.map((lang) => ({ lang, text: line.sentences(lang).languageOffer }))
}

/** The name at the place, unless being on file is a secret: then nothing but what the caller said is ever spoken. */
async function nameOnFile(line: Line, place: Place): Promise<string | undefined> {
  const id = place.named ?? place.clients[0]
  if (line.settings.discreet || id === undefined) return undefined
  return (await line.directory.find(id))?.name
}

function hintsOf(line: Line, call: Call, place: Place): Promise<string[]> | string[] {
  switch (place.question) {
    case 'name':
      return line.directory.likelyNames(call.from, line.now())
    case 'did-you-mean':
    case 'sms-offer':
      return answers[place.lang]
    default:
      return []
  }
}
