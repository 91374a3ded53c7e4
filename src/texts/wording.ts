/** The platform refuses more (21617). */
const LONGEST = 1_600

/** Typography that GSM-7 lacks and that says nothing more than its plain form; one such sign costs a second segment. */
const PLAIN: readonly [RegExp, string][] = [
  [/[\u2018\u2019\u201a\u2032]/g, "'"],
  [/[\u201c\u201d\u201e\u2033]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/\u2026/g, '...'],
  // Intl puts a narrow no-break space before AM and PM.
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' '],
  [/[\u200b\u200e\u200f\u2060\ufeff]/g, ''],
]

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
  const plain = PLAIN.reduce((text, [sign, instead]) => text.replace(sign, instead), sentence).trim()
  return opening + (plain.length > room ? cut(plain, room - 3) : plain) + ending
}

/** Never through the middle of a sign that takes two code units. */
function cut(text: string, length: number): string {
  return `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}...`
}
