import {
  type Answer,
  hangUp,
  placeCall,
  press,
  type Question,
  say,
  sendOverHttp,
  silence,
  type Target,
} from 'cxml-phone'
import { sampleClients, samplePin } from '../import/sample-clients.ts'

/** What a caller answers: the first whose words are in what was asked. */
type Answers = [asked: RegExp, answer: Answer][]

const LINE = '+12025550100'
const NAME = /first and last name/
const PIN = /year you were born|digit PIN/
const TEXT = /receive a text/

/**
 * Plays a day of calls of the sample clients and of strangers, so that every page of the desk has something on it: calls that
 * end in each way, requests, a text, wrong PINs until somebody is locked.
 * @returns how many calls there were
 */
export async function playSampleDay(target: Target, pinLength: number): Promise<number> {
  const calls = callsOf(pinLength)
  for (const [place, answers] of calls.entries())
    await call(target, `+1202555${String(200 + place).padStart(4, '0')}`, answers)
  return calls.length
}

function callsOf(pinLength: number): Answers[] {
  const [man, woman] = sampleClients
  if (!man || !woman) return []
  const asks = (key: string): Answers => [
    ...known(man.name, samplePin(man, pinLength)),
    [/To confirm it/, press(key)],
    [/Is that right/, press('1')],
    [TEXT, say('yes')],
  ]
  const wrong = known(woman.name, '0'.repeat(pinLength))
  return [
    ...[asks('1'), asks('2'), asks('3')],
    [...known(woman.name, samplePin(woman, pinLength)), [TEXT, say('no')]],
    [[NAME, say('Nobody Atall')]],
    [[NAME, say('operator')]],
    [[NAME, hangUp]],
    [...known(man.name, samplePin(man, pinLength)), [TEXT, hangUp]],
    ...[wrong, wrong],
  ]
}

function known(name: string, pin: string): Answers {
  return [
    [PIN, press(pin)],
    [NAME, say(name)],
  ]
}

async function call({ detour, ...target }: Target, from: string, answers: Answers): Promise<void> {
  const answer = ({ heard }: Question) =>
    answers.find(([asked]) => asked.test(heard.at(-1) ?? ''))?.[1] ?? silence
  await placeCall({ ...target, from, to: LINE, answer, ...(detour && { send: sendOverHttp(detour) }) })
}
