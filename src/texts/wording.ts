/** The platform refuses more (21617). */
const LONGEST = 1_600

export type TextFrame = {
  /** Said first, so that the reader knows whose text it is. */
  senderName?: string | undefined
  /** Said last, for example "Reply STOP to opt out." */
  stopNotice?: string | undefined
}

/** The text as it is sent: from whom, the sentence, how to have no more of them. */
export function wordText(sentence: string, { senderName, stopNotice }: TextFrame): string {
  const opening = senderName ? `${senderName}: ` : ''
  const ending = stopNotice ? ` ${stopNotice}` : ''
  const room = LONGEST - opening.length - ending.length
  return opening + (sentence.length > room ? cut(sentence, room - 3) : sentence) + ending
}

/** Never through the middle of a sign that takes two code units. */
function cut(text: string, length: number): string {
  return `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}...`
}
