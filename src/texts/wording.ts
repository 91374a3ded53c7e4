/** The platform refuses more (21617). */
const LONGEST = 1_600

export type TextFrame = {
  /** Comes first, so that the reader knows who sent the text. */
  senderName?: string | undefined
  /** Comes last, for example "Reply STOP to opt out." */
  stopNotice?: string | undefined
}

/** The text as it is sent: the sender's name, the sentence, and how to opt out. */
export function wordText(sentence: string, { senderName, stopNotice }: TextFrame): string {
  const opening = senderName ? `${senderName}: ` : ''
  const ending = stopNotice ? ` ${stopNotice}` : ''
  const room = LONGEST - opening.length - ending.length
  return opening + (sentence.length > room ? cut(sentence, room - 3) : sentence) + ending
}

/** Never splits a character of two code units. */
function cut(text: string, length: number): string {
  return `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}...`
}
