import { CommandError } from '../errors/command-error.ts'
import type { PhoneNumber } from '../signalwire/phone-number.ts'
import { notForVoice } from '../signalwire/voice-line.ts'

/** The number that was named, when it is the project's and takes calls. */
export function chooseNumber(numbers: PhoneNumber[], wanted: string): PhoneNumber {
  const found = numbers.find(({ number }) => number === wanted)
  if (!found) {
    throw new CommandError(
      `${wanted} is not a number of this project: "npm run connect" lists those that are.`,
    )
  }
  const wrong = notForVoice(found)
  if (wrong) throw new CommandError(`${wrong.says}: ${wrong.fix}.`)
  return found
}

/** The project's numbers, to choose from. */
export function listNumbers(numbers: PhoneNumber[]): string {
  if (numbers.length === 0) return 'The project has no number yet: buy one in the dashboard.'
  const width = Math.max(...numbers.map(({ number }) => number.length))
  const lines = numbers.map((one) => `  ${one.number.padEnd(width)}  ${whatItDoes(one)}`)
  return ['The numbers of the project:', ...lines, '', 'Connect one: npm run connect -- NUMBER'].join('\n')
}

function whatItDoes(number: PhoneNumber): string {
  const wrong = notForVoice(number)
  if (wrong) return wrong.says.replace(`${number.number} `, '')
  const { voiceUrl, application } = number.settings
  if (application) return `asks the cXML application ${application}`
  return voiceUrl ? `asks ${voiceUrl}` : 'asks nothing yet'
}
