import type { Answer, SampleAnswer } from './api.ts'

/** A North American number in its groups; any other as it is. */
export function readable(number: string): string {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3')
}

/** Seconds as a clock shows them. */
export function clockOf(seconds: number): string {
  const whole = Math.floor(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** An answer as something to do. */
export function wordsOfAnswer(answer: SampleAnswer): string {
  return 'say' in answer ? `Say “${answer.say}”` : `Press ${answer.keys}`
}

export function answerOfSample(answer: SampleAnswer): Answer {
  return 'say' in answer ? { say: answer.say } : { keys: answer.keys }
}

/** Parts of a query that say nothing to a person: signatures, and what goes with them. */
const noise = /^(sig(nature)?|hmac|hash|token|nonce|exp(ires)?|lang|locale)$/i
const LONGEST_VALUE = 20
const MOST_PARTS = 2

/** A URL in short: its path, and of its query what a person wants to know. */
export function summaryOf({ pathname, searchParams }: URL): string[] {
  const told = [...searchParams].filter(
    ([name, value]) => !noise.test(name) && value !== '' && value.length <= LONGEST_VALUE,
  )
  const parts = told.slice(0, MOST_PARTS).map(([name, value]) => `${name.replace(/ies$/, 'y')} ${value}`)
  return [pathname, ...parts]
}

/** The same within a document: the query of a signed URL ends where it says nothing any more. */
export function shortenUrls(text: string): string {
  return text.replace(/(https?:\/\/[^\s"<?]+)\?([^\s"<]{40,})/g, (_, address: string, query: string) => {
    const parts = query.split('&amp;').filter((part) => !noise.test(part.split('=')[0] ?? ''))
    return `${address}?${parts.slice(0, MOST_PARTS).join('&amp;')}…`
  })
}
