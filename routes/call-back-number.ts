import { ask } from '../src/call/ask.ts'
import { step } from '../src/call/step.ts'
import { parseDigits } from '../src/hearing/digits.ts'
import type { Heard, Language } from '../src/hearing/heard.ts'
import { readKeyedNumber } from '../src/phone-numbers/keyed-number.ts'

/** POST /call-back-number: the number to be called, keyed or said. It is read back; one that cannot be called is asked for again. */
export const callBackNumber = step('call-back-number', async (turn) => {
  const { services, call, progress, heard } = turn
  const { client, lang } = progress
  const keys = keysOf(heard, lang)
  const number = keys && readKeyedNumber(keys, call.to)
  if (number) return ask(turn, 'confirm-number', { client, number })
  const told = [services.sentences(lang).cannotCallNumber]
  return ask(turn, 'call-back-number', { client }, { known: { told } })
})

/** In the North American plan, where a number is also said, it has ten digits, or eleven with its 1. */
const SPOKEN_LENGTHS = [10, 11]

function keysOf(heard: Heard, lang: Language): string | undefined {
  if (heard.digits !== '') return heard.digits.replace(/#$/, '')
  return SPOKEN_LENGTHS.map((length) => parseDigits(heard, length, lang)).find(Boolean)
}
