import type { Sentences } from '../call/sentences/sentences.ts'
import type { ReplyMeaning } from '../store/replies.ts'
import { toPlainText } from '../texts/plain-text.ts'
import { measureText } from '../texts/segments.ts'

export type OfficeContact = { officeName: string | undefined; operatorNumber: string | undefined }

/**
 * The answer to a reply: in GSM-7 and one segment. It says nothing of an appointment, since others may read the phone, and
 * anybody may have texted.
 */
export function wordAnswer(meaning: ReplyMeaning, sentences: Sentences, contact: OfficeContact): string {
  const { operatorNumber: number, officeName } = contact
  const whomToCall = number ? sentences.callNumber(number) : sentences.callThisNumber
  switch (meaning) {
    case 'confirm':
      return plain(sentences.replyConfirmed)
    case 'call-back':
      return plain(sentences.willCallBack)
    case 'opt-out':
      return plain(sentences.textsStopped)
    case 'opt-in':
      return plain(sentences.textsAgain)
    case 'help':
      return wordHelp(sentences.aboutTexts, whomToCall, officeName && sentences.office(officeName))
    case 'other':
      return plain(sentences.repliesUnread, whomToCall)
  }
}

/** As much as fits into one segment. A name in another script does not. */
function wordHelp(about: string, whomToCall: string, office: string | undefined): string {
  const named = office ? [plain(office, about, whomToCall), plain(office, whomToCall)] : []
  return named.find(isOneSegment) ?? plain(about, whomToCall)
}

function isOneSegment(text: string): boolean {
  const { encoding, segments } = measureText(text)
  return encoding === 'GSM-7' && segments === 1
}

function plain(...sentences: string[]): string {
  return toPlainText(sentences.join(' '), '')
}
