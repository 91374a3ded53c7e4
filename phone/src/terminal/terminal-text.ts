import type { CallOptions, Target } from '../engine/call.ts'
import { callAt } from '../engine/call-at.ts'
import { sendOverHttp } from '../engine/http.ts'
import { receiveText, type TextAnswer } from '../engine/text.ts'
import { UsageError } from '../errors.ts'
import type { PhoneArguments } from './arguments.ts'
import { painter, type Streams } from './attendant.ts'
import { createPrinter, type Printer } from './transcript.ts'

type TextParts = Pick<CallOptions, 'from' | 'to' | 'switches'> & Pick<PhoneArguments, 'dialect' | 'at'>

/** A text to a line, and what it answers; returns the exit code. */
export async function textFromTerminal(
  { body, ...target }: Target & { body: string },
  options: PhoneArguments,
  { stdout }: Pick<Streams, 'stdout'>,
): Promise<number> {
  const printer = createPrinter((text) => stdout.write(text), painter(stdout), true)
  const answer = await sendText(target, body, options, printer)
  if (answer.texts.length === 0) stdout.write('\nThe line answers nothing.\n')
  const isBroken = answer.events.some(
    (event) => event.kind === 'breach' && event.details.severity !== 'warning',
  )
  return isBroken ? 1 : 0
}

/** The caller's reply to the texts of a call that is over. Gives what the line answers. */
export async function replyFromTerminal(
  { messageUrl, ...target }: Target,
  body: string,
  options: TextParts,
  printer: Printer,
): Promise<string[]> {
  if (!messageUrl) throw new UsageError('A reply wants a line whose message URL is known: use --text there.')
  const { texts } = await sendText({ ...target, url: messageUrl }, body, options, printer)
  return texts.map((text) => text.body)
}

/** Sends a text, and prints it with what the line answers. */
async function sendText(
  { detour, fallbackUrl: _, ...target }: Target,
  body: string,
  { from, to, dialect, switches, at }: TextParts,
  printer: Printer,
): Promise<TextAnswer> {
  printer.text({ to, body })
  const answer = await receiveText({
    ...{ ...target, from, to, body },
    ...callAt(target, { at }, sendOverHttp(detour)),
    ...(switches && { switches }),
    ...(dialect && { dialect }),
  })
  for (const event of answer.events) if (event.kind === 'breach') printer.print(event)
  for (const text of answer.texts) printer.text(text)
  return answer
}
