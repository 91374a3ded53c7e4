import { type Answer, hangUp, noise, press, say, silence } from '../engine/answer.ts'
import { type CallOptions, placeCall, type Target } from '../engine/call.ts'
import type { Ending, TimedEvent } from '../engine/events.ts'
import { sendOverHttp } from '../engine/http.ts'
import { takeTurns } from './take-turns.ts'
import { textsTo, transcriptOf } from './transcript-of.ts'

type Text = { to: string; body: string }

/** What can be set for a phone, and again for each of its calls. */
export type PhoneOptions = Partial<Omit<CallOptions, 'answer' | 'signal' | 'url'>> & {
  /** The texts that the line has sent by the Messages API, oldest first; those of <Sms> are known without it. */
  texts?: () => Promise<readonly Text[]> | readonly Text[]
}

/** A call in progress. Each answer resolves when the line listens again, or when the call is over. */
export type PhoneCall = {
  readonly events: readonly TimedEvent[]
  /** Everything that was spoken, in order. */
  readonly heard: string[]
  /** The texts to the caller since the call began. */
  readonly texts: string[]
  /** Everything that is not as documented, warnings included. */
  readonly breaches: string[]
  /** Set once the call is over. */
  readonly ending: Ending | undefined
  /** Words; a number between two texts is a pause in seconds. */
  say(...parts: (string | number)[]): Promise<void>
  press(keys: string, secondsBetween?: number): Promise<void>
  /** A sound that is not words. */
  noise(): Promise<void>
  silence(): Promise<void>
  hangUp(): Promise<void>
}

// numbers set aside for fiction
const numbers = { from: '+12025550123', to: '+12025550100' }

/** A phone for tests: `await phone(url).call()` is a call that the test answers step by step. */
export function phone(line: string | Target, settings: PhoneOptions = {}) {
  const { detour, ...target }: Target = typeof line === 'string' ? { url: line } : line
  const send = sendOverHttp(detour)
  return {
    call: (options: PhoneOptions = {}): Promise<PhoneCall> =>
      openCall({ ...numbers, send, ...target, ...settings, ...options }),
  }
}

type OpenOptions = Omit<CallOptions, 'answer' | 'signal'> & Pick<PhoneOptions, 'texts'>

async function openCall({ texts: readTexts = () => [], ...options }: OpenOptions): Promise<PhoneCall> {
  const events: TimedEvent[] = []
  const sent = async () => (await readTexts()).flatMap(({ to, body }) => (to === options.from ? [body] : []))
  const before = (await sent()).length
  let texts: string[] = []
  const turns = takeTurns((answer) =>
    placeCall({ ...options, answer, onEvent: (event) => void events.push(event) }),
  )
  const listen = async () => {
    await turns.next()
    texts = (await sent()).slice(before)
  }
  const give = async (answer: Answer, what: string) => {
    if (!turns.give(answer))
      throw new Error(`The call is over: nobody hears ${what}.\n\n${transcriptOf({ events })}`)
    await listen()
  }
  await listen()
  return {
    events,
    get heard() {
      return events.flatMap((event) => (event.kind === 'spoken' ? [event.text] : []))
    },
    get texts() {
      return [...textsTo(options.from, events), ...texts]
    },
    get breaches() {
      return events.flatMap((event) => (event.kind === 'breach' ? [event.message] : []))
    },
    get ending() {
      return events.find((event) => event.kind === 'ended')?.ending
    },
    say: (...parts) => give(say(...parts), `“${parts.join(' ')}”`),
    press: (keys, secondsBetween) => give(press(keys, secondsBetween), `the keys ${keys}`),
    noise: () => give(noise, 'a noise'),
    silence: () => give(silence, 'the silence'),
    hangUp: () => give(hangUp, 'the caller hang up'),
  }
}
