import { CXML_WEBHOOK, differences, settingLabel, settingsFor } from '../../signalwire/call-settings.ts'
import type { PhoneNumber } from '../../signalwire/phone-number.ts'
import { notForVoice } from '../../signalwire/voice-line.ts'
import type { Context } from '../context.ts'
import { fail, ok, type Result, skip, warn } from '../finding.ts'

/** Checks every number of the project that points here. */
export async function checkNumbers({ config, platform, publicUrl }: Context): Promise<Result[]> {
  if (!platform) return [skip('needs the credentials')]
  if (!config.PUBLIC_URL) return [skip('needs PUBLIC_URL')]
  const answer = await platform.numbers
  if (!('value' in answer)) return [skip('the space did not list them')]
  const own = answer.value.filter((number) => pointsHere(number, publicUrl))
  if (own.length > 0) return own.map((number) => judgeNumber(number, publicUrl))
  return [askToLook(answer.value, publicUrl) ?? explainNone(answer.value)]
}

/** Whether the number's voice URL is on this server, even at a wrong path. */
export function pointsHere({ settings }: PhoneNumber, publicUrl: string): boolean {
  const url = settings.call_request_url ?? ''
  return url === publicUrl || url.startsWith(`${publicUrl}/`)
}

function judgeNumber(number: PhoneNumber, publicUrl: string): Result {
  const connect = `run "npm run connect -- ${number.number}"`
  const wrong = notForVoice(number)
  if (wrong) return fail(wrong.says, wrong.fix)
  const { settings } = number
  const { call_handler: handler = 'nothing', call_request_url: url, call_request_method: method } = settings
  if (handler !== CXML_WEBHOOK)
    return fail(`${number.number} is handled by ${handler}, so its voice URL is not called`, connect)
  const wanted = settingsFor(publicUrl, number)
  const names = differences(settings, wanted)
  if (names.includes('call_request_url'))
    return fail(`${number.number} calls ${url}, not ${wanted.call_request_url}`, connect)
  if (names.includes('call_request_method'))
    return fail(`${number.number} calls with ${method}, not POST`, connect)
  if (names.length === 0)
    return ok(`${number.number} points here, with POST, fallback, status callback and message URL`)
  return warn(`${number.number} points here, but its ${names.map(settingLabel).join(', ')} does not`, connect)
}

/** The dashboard can assign a cXML script; its URL is then no setting of the number. */
function askToLook(numbers: PhoneNumber[], publicUrl: string): Result | undefined {
  const assigned = numbers.find(
    ({ resource, settings: { call_handler: handler, call_request_url: url } }) =>
      resource && handler === CXML_WEBHOOK && !url,
  )
  if (!assigned) return undefined
  const { number } = assigned
  return warn(
    `${number} is handled by a resource of the dashboard, whose URL the platform does not tell`,
    `see there that its External URL is ${publicUrl}/voice, or run "npm run connect -- ${number}"`,
  )
}

function explainNone(numbers: PhoneNumber[]): Result {
  if (numbers.length === 0) return fail('the project has no number', 'buy one in the dashboard')
  const elsewhere = numbers.find(({ settings }) =>
    /^https?:\/\/[^/]+(\/.*)?\/voice$/.test(settings.call_request_url ?? ''),
  )
  const connect = `run "npm run connect -- ${(elsewhere ?? numbers[0])?.number}"`
  if (!elsewhere) return fail(`none of the project's ${numbers.length} points here`, connect)
  const { number, settings } = elsewhere
  return fail(`${number} calls ${settings.call_request_url}: has the tunnel's address changed?`, connect)
}
