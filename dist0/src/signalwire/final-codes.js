// What SignalWire's codes mean for a text, after its list:
// https://signalwire.com/docs/compatibility-api/rest/error-codes. A code in no table is judged by its HTTP status.
/** The same text will not be taken on a later try either. */
export const FINAL_CODES = {
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
};
/** These pass, whatever the HTTP status: balance, internal errors, rates, full queues, daily caps. */
export const PASSING_CODES = new Set([
    ...['4001', '30002'],
    ...['20001', '20504'],
    ...['20429', '21611', '30022', '30027', '35125'],
]);
/**
 * These say something of the number itself, so the next call from it is not offered a text. Some come with the refusal,
 * some later in a status callback. Without 30003: a handset that is switched off comes back.
 */
export const NUMBER_CODES = new Set([
    '21606',
    '21610',
    '21614',
    '30004',
    '30005',
    '30006',
]);
