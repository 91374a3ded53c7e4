import { SENDER_CODES } from '../signalwire/final-codes.ts'

/** Why a text never came, as far as the platform's code tells. */
export type TextReason =
  | 'optedOut'
  | 'landline'
  | 'noSuchNumber'
  | 'blocked'
  | 'unreachable'
  | 'ours'
  | 'unknown'

const REASONS: Record<string, TextReason> = {
  ...{ 21610: 'optedOut', 21606: 'landline', 21614: 'landline' },
  ...{ 21211: 'noSuchNumber', 21217: 'noSuchNumber', 21603: 'noSuchNumber', 21604: 'noSuchNumber' },
  ...{ 30005: 'noSuchNumber', 30006: 'landline', 30004: 'blocked', 30007: 'blocked', 30003: 'unreachable' },
}

export function textReason(code: string | null): TextReason {
  if (code === null) return 'unknown'
  return REASONS[code] ?? (SENDER_CODES.has(code) ? 'ours' : 'unknown')
}
