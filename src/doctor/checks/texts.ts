import { readNumber } from '../../phone-numbers/e164.ts'
import { FINAL_CODES } from '../../signalwire/final-codes.ts'
import type { PhoneNumber } from '../../signalwire/phone-number.ts'
import type { SentText } from '../../signalwire/project.ts'
import type { Context } from '../context.ts'
import { ok, type Result, skip, warn } from '../finding.ts'
import { pointsHere } from './numbers.ts'

/** US numbers bought since then cannot send texts until they are assigned to a campaign. */
const CAMPAIGNS_SINCE = Date.UTC(2025, 11, 1)
/** Error codes about the sender rather than the recipient. */
const SENDER_CODES = new Set(['21210', '21212', '21601', '21717', '30007'])
const CAMPAIGN =
  'assign it to a campaign in the dashboard (Messaging Campaigns); until then callers are told that no text can be sent'

/** The numbers that point here can send texts, as far as that shows without sending one. */
export async function checkTexts({ platform, publicUrl }: Context): Promise<Result[]> {
  if (!platform) return [skip('needs the credentials')]
  const [numbers, texts, account] = [await platform.numbers, await platform.texts, await platform.account]
  const own = 'value' in numbers ? numbers.value.filter((number) => pointsHere(number, publicUrl)) : []
  const sent = 'value' in texts ? texts.value : []
  const trial = 'value' in account && /trial/i.test(account.value.type) ? [onTrial] : []
  if (own.length === 0) return trial.length > 0 ? trial : [skip('no number points here')]
  return [...trial, ...own.map((number) => judgeSender(number, sent))]
}

const onTrial = warn(
  'a trial project can text only its one verified number',
  'for other callers, register a campaign in the dashboard',
)

function judgeSender({ number, can, createdAt, kind }: PhoneNumber, sent: SentText[]): Result {
  if (can.sms === false) return warn(`${number} cannot send texts`, CAMPAIGN)
  const last = sent.find(
    ({ from, status, errorCode }) =>
      from === number && (SENDER_CODES.has(errorCode ?? '') || hasLeft(status)),
  )
  if (last && hasLeft(last.status)) return ok(`${number} has sent texts`)
  if (last?.errorCode) return warn(failedWith(number, last.errorCode), CAMPAIGN)
  const known = readNumber(number)
  // Toll-free numbers need a verification instead of a campaign.
  const isTollFree = kind === 'toll-free' || known?.getType() === 'TOLL_FREE'
  if (known?.countryCallingCode === '1' && !isTollFree && createdAt >= CAMPAIGNS_SINCE) {
    return warn(`${number} was bought since December 2025, so it can send texts only in a campaign`, CAMPAIGN)
  }
  return ok(`${number} can send texts, as far as can be checked`)
}

function hasLeft(status: string): boolean {
  return status === 'sent' || status === 'delivered'
}

function failedWith(number: string, code: string): string {
  return `a text from ${number} has failed with ${code}: ${FINAL_CODES[code] ?? 'it was blocked as spam'}`
}
