import type { TimedEvent } from '../engine/events.ts'
import { createPrinter } from '../terminal/transcript.ts'

/** What the matchers look at: a call in progress, or one that is over. */
export type TestedCall = { readonly events: readonly TimedEvent[]; readonly texts?: readonly string[] }

/** The texts of <Sms> to a number. */
export function textsTo(number: string, events: readonly TimedEvent[]): string[] {
  return events.flatMap((event) => (event.kind === 'texted' && event.to === number ? [event.body] : []))
}

/** The call as it was heard, with `>` before the events that matter, and what was sent by text. */
export function transcriptOf(
  { events, texts = [] }: TestedCall,
  isMarked: (event: TimedEvent, index: number) => boolean = () => false,
): string {
  const lines: string[] = []
  let written = ''
  const printer = createPrinter(
    (text) => {
      written += text
    },
    (_, text) => text,
    true,
  )
  events.forEach((event, index) => {
    printer.print(event)
    const mark = isMarked(event, index) ? '> ' : '  '
    for (const line of written.trimEnd().split('\n')) if (written.trim() !== '') lines.push(`${mark}${line}`)
    written = ''
  })
  return [...lines, ...texts.map((text) => `    text  ${text}`)].join('\n')
}
