// What SignalWire's error codes mean for a text, from its list:
// https://signalwire.com/docs/compatibility-api/rest/error-codes. A code that is not here is judged by the HTTP status.

/** The same text would be refused again. */
export const FINAL_CODES: Readonly<Record<string, string>> = {
  '21210': 'the sender is not a number of this project',
  '21211': 'the number is malformed',
  '21212': 'the sender is malformed',
  '21217': 'the number is not valid',
  '21219': 'a trial account may not text this number',
  '21402': 'the status URL is not valid',
  '21456': 'the status URL is not valid',
  '21601': 'the sender cannot send texts',
  '21602': 'the text is empty',
  '21603': 'a number is missing or malformed',
  '21604': 'the number is missing',
  '21606': 'the number is not a mobile',
  '21610': 'the number has opted out',
  '21614': 'the number is not a mobile',
  '21617': 'the text is too long',
  '21705': 'the sender is missing',
  '21717': 'the sender is not in an active campaign',
  '30004': 'the carrier blocks texts to the number',
  '30005': 'the number is unknown',
  '30006': 'no text can be routed to the number',
  '30010': 'the text costs more than the limit',
}

/** Temporary, whatever the HTTP status: balance, internal errors, rates, full queues, daily caps. */
export const PASSING_CODES: ReadonlySet<string> = new Set([
  ...['4001', '30002'],
  ...['20001', '20504'],
  ...['20429', '21611', '30022', '30027', '35125'],
])

/**
 * The number itself cannot receive texts, so its next call is not offered one. Some codes come with the refusal, some
 * later in a status callback. 30003 is not among them: a handset that is off will be on again.
 */
export const NUMBER_CODES: ReadonlySet<string> = new Set([
  '21606',
  '21610',
  '21614',
  '30004',
  '30005',
  '30006',
])

/** The refusal is about the number, not about us. */
export const RECIPIENT_CODES: ReadonlySet<string> = new Set([
  ...NUMBER_CODES,
  ...['21211', '21217', '21603', '21604'],
])

/** No text of the sender is taken until somebody repairs it: the sender, the status URL, the balance. */
export const SENDER_CODES: ReadonlySet<string> = new Set([
  ...['21210', '21212', '21601', '21705', '21717'],
  ...['21402', '21456'],
  ...['4001', '30002'],
])
