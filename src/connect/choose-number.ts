import { CommandError } from '../errors/command-error.ts'
import { CXML_WEBHOOK } from '../signalwire/call-settings.ts'
import type { PhoneNumber } from '../signalwire/phone-number.ts'
import { notForVoice } from '../signalwire/voice-line.ts'

/** Finds a number that belongs to the project and can take calls. */
export function chooseNumber(numbers: PhoneNumber[], wanted: string): PhoneNumber {
  const found = numbers.find(({ number }) => number === wanted)
  if (!found) {
    throw new CommandError(`${wanted} is not a number of this project. "npm run connect" lists its numbers.`)
  }
  const fault = notForVoice(found)
  if (fault) throw new CommandError(`${fault.says}: ${fault.fix}.`)
  return found
}

/** Lists the project's numbers with what each one calls. */
export function listNumbers(numbers: PhoneNumber[]): string {
  if (numbers.length === 0) return 'The project has no number yet: buy one in the dashboard.'
  const width = Math.max(...numbers.map(({ number }) => number.length))
  const lines = numbers.map((one) => `  ${one.number.padEnd(width)}  ${describeUse(one)}`)
  return ['The numbers of the project:', ...lines, '', 'Connect one: npm run connect -- NUMBER'].join('\n')
}

function describeUse(number: PhoneNumber): string {
  const fault = notForVoice(number)
  if (fault) return fault.says.replace(`${number.number} `, '')
  const { call_handler: handler, call_request_url: url } = number.settings
  if (handler && handler !== CXML_WEBHOOK) return `is handled by ${handler}`
  return url ? `calls ${url}` : 'calls no URL yet'
}
