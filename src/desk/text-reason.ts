import { SENDER_CODES } from '../signalwire/final-codes.ts'
import type { DeskText } from '../store/desk-record.ts'
import type { DeskParts } from './desk-parts.ts'

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

/** How far a text came, in words. */
export function describeText({ words }: DeskParts, { state, status, code }: DeskText): string {
  const hasFailed = state === 'dead' || status === 'failed' || status === 'undelivered'
  if (hasFailed) return `${words.textFailed}: ${words.textReasons[textReason(code)]}`
  if (status === 'delivered') return words.delivered
  return state === 'waiting' ? words.textWaits : words.textSent
}
