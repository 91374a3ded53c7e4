import type { Ending, TimedEvent } from '../engine/events.ts'

/** How a part of the transcript is set off, where the terminal can. */
export type Style = 'dim' | 'bold' | 'red' | 'yellow'
export type Paint = (style: Style, text: string) => string

export type Printer = {
  /** Before the call: who calls whom, and the URL that is requested. */
  calling(call: { from: string; to: string; url: string }): void
  print(event: TimedEvent): void
  text(text: { to: string; body: string }): void
  /** Something that is not as a scenario has it. */
  fault(message: string): void
}

const WIDTH = 80
const LABEL_WIDTH = 6
const INDENT = ' '.repeat(LABEL_WIDTH + 2)

/** What stands before what the caller types. */
export const YOU = `${'you'.padStart(LABEL_WIDTH)}  `

/** Writes a call as it is heard. With `echoesCaller` what the caller does is written too, not only typed. */
export function createPrinter(write: (text: string) => void, paint: Paint, echoesCaller: boolean): Printer {
  let speaker = ''
  const line = (who: string, text: string, style?: Style) => {
    const label = speaker === who ? INDENT : `${paint('dim', who.padStart(LABEL_WIDTH))}  `
    speaker = who
    const lines = wrap(text, WIDTH - INDENT.length).map((part) => (style ? paint(style, part) : part))
    write(`${label}${lines.join(`\n${INDENT}`)}\n`)
  }
  return {
    calling: ({ from, to, url }) => write(`${paint('bold', `Calling ${to} from ${from}, at ${url}`)}\n\n`),
    print: (event) => {
      if (event.kind === 'answered' && !echoesCaller) speaker = 'you'
      else printEvent(event, line, write, paint)
    },
    text: ({ to, body }) => {
      write(`\n${paint('bold', `Text to ${to}`)}\n`)
      for (const part of wrap(body, WIDTH - 2)) write(`  ${part}\n`)
    },
    fault: (message) => {
      write('\n')
      line('wrong', message, 'red')
    },
  }
}

type WriteLine = (who: string, text: string, style?: Style) => void

function printEvent(event: TimedEvent, line: WriteLine, write: (text: string) => void, paint: Paint): void {
  switch (event.kind) {
    case 'spoken':
      line('line', event.text)
      break
    case 'played':
      line('line', `(plays ${event.url})`, 'dim')
      break
    case 'answered':
      line('you', describeAnswer(event))
      break
    case 'dialled':
      line('line', describeDial(event.numbers, event.status), 'dim')
      break
    case 'performed':
      line('line', `(${event.text})`, 'dim')
      break
    case 'texted':
      line('line', `(texts ${event.to}) ${event.body}`, 'dim')
      break
    case 'breach': {
      const isError = event.details.severity !== 'warning'
      line(isError ? 'error' : 'note', event.message, isError ? 'red' : 'yellow')
      break
    }
    case 'ended':
      write(`\n${paint('bold', describeEnding(event.ending))}\n`)
      break
    default:
      break
  }
}

function describeAnswer({ answer, digits = '', speech }: Extract<TimedEvent, { kind: 'answered' }>): string {
  const { inputs, hangsUp } = answer
  const words = inputs.flatMap((input) => (input.kind === 'words' ? [input.words] : []))
  const keys = inputs.flatMap((input) => (input.kind === 'key' ? [input.key] : []))
  const done = [
    ...(words.length > 0 ? [`"${words.join(' … ')}"${speech ? '' : ' (not taken)'}`] : []),
    ...(keys.length > 0 ? [`keys ${keys.join(' ')}${describeTaken(keys, digits)}`] : []),
    ...(inputs.some(({ kind }) => kind === 'noise') ? ['(a noise)'] : []),
    ...(hangsUp ? ['(hangs up)'] : []),
  ]
  return done.join(' ') || '(silence)'
}

/** Keys after the last that counts are lost, as on a real call. */
function describeTaken(keys: string[], taken: string): string {
  const pressed = keys.join('').replace(/#$/, '')
  return pressed === taken.replace(/#$/, '') ? '' : ` (taken: ${[...taken].join(' ') || 'none'})`
}

function describeDial(numbers: string[], status: string): string {
  const whom = numbers.join(', ')
  return status === 'completed' ? `(connects you to ${whom})` : `(calls ${whom}: ${status})`
}

function describeEnding({ by }: Ending): string {
  const sentences: Record<Ending['by'], string> = {
    line: 'The line hung up.',
    rejected: 'The line rejected the call.',
    busy: 'The line is busy.',
    caller: 'You hung up.',
    failed: 'The call failed.',
  }
  return sentences[by]
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let current = ''
  for (const word of text.split(/\s+/)) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current)
      current = word
    } else current = current === '' ? word : `${current} ${word}`
  }
  return [...lines, current]
}
