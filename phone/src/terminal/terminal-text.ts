import type { Target } from '../engine/call.ts'
import { receiveText } from '../engine/text.ts'
import type { PhoneArguments } from './arguments.ts'
import { painter, type Streams } from './attendant.ts'
import { createPrinter } from './transcript.ts'

/** A text to a line, and what it answers; returns the exit code. */
export async function textFromTerminal(
  { body, ...target }: Target & { body: string },
  { from, to, dialect, switches }: PhoneArguments,
  { stdout }: Pick<Streams, 'stdout'>,
): Promise<number> {
  const printer = createPrinter((text) => stdout.write(text), painter(stdout), true)
  printer.text({ to, body })
  stdout.write('\n')
  const answer = await receiveText({ ...target, from, to, body, switches, ...(dialect && { dialect }) })
  for (const event of answer.events) if (event.kind === 'breach') printer.print(event)
  for (const text of answer.texts) printer.text(text)
  if (answer.texts.length === 0) stdout.write('\nThe line answers nothing.\n')
  const isBroken = answer.events.some(
    (event) => event.kind === 'breach' && event.details.severity !== 'warning',
  )
  return isBroken ? 1 : 0
}
