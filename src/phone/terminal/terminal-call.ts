import type { Readable, Writable } from 'node:stream'
import { styleText } from 'node:util'
import { script } from '../engine/answer.ts'
import { type Call, type CallOptions, placeCall } from '../engine/call.ts'
import { realClock, virtualClock } from '../engine/clock.ts'
import { sendOverHttp } from '../engine/http.ts'
import type { PhoneArguments } from './arguments.ts'
import { keyboardHelp, openKeyboard } from './keyboard.ts'
import { newTexts, readTexts } from './texts.ts'
import { createPrinter, type Paint, YOU } from './transcript.ts'

/** What is called, as it is configured at the platform. */
export type Target = Pick<CallOptions, 'url' | 'key' | 'fallbackUrl' | 'statusCallbackUrl'> & {
  /** Where our own server listens; it may also have texts to show. */
  connectTo?: string
}

export type Streams = {
  stdin: Readable & { isTTY?: boolean }
  stdout: Writable & { isTTY?: boolean; hasColors?: () => boolean }
}

/** A whole call in the terminal; returns the exit code. */
export async function callFromTerminal(
  target: Target,
  options: PhoneArguments,
  streams: Streams,
): Promise<number> {
  const { connectTo, ...number } = target
  const { from, to, switches, isScripted } = options
  const hangUp = new AbortController()
  const stop = () => hangUp.abort()
  process.once('SIGINT', stop)
  const person = openPerson(options, streams, stop)
  const before = connectTo ? await readTexts(connectTo, from) : undefined
  const call = await placeCall({
    ...number,
    from,
    to,
    switches,
    answer: person.caller,
    signal: hangUp.signal,
    onEvent: person.printer.print,
    send: sendOverHttp(connectTo),
    clock: options.isRealTime ? realClock() : virtualClock(),
  })
  person.close()
  if (connectTo && before) {
    for (const text of await newTexts(connectTo, from, before)) person.printer.text(text)
  }
  process.off('SIGINT', stop)
  return exitCode(call, isScripted)
}

/** Whoever answers, and the paper that the call is written on. */
function openPerson(
  { isScripted, answers }: PhoneArguments,
  { stdin, stdout }: Streams,
  onInterrupt: () => void,
) {
  const paint = painter(stdout)
  const write = (text: string) => stdout.write(text)
  if (isScripted) {
    return { caller: script(...answers), printer: createPrinter(write, paint, true), close: () => {} }
  }
  const isTyped = stdin.isTTY === true
  const keyboard = openKeyboard(stdin, isTyped ? stdout : undefined, YOU, onInterrupt)
  if (isTyped) write(`${paint('dim', keyboardHelp)}\n`)
  return { ...keyboard, printer: createPrinter(write, paint, !isTyped) }
}

/** Colours only where the terminal has them and nobody has asked for none. */
function painter(stdout: Streams['stdout']): Paint {
  const hasColors = stdout.isTTY === true && stdout.hasColors?.() === true
  return (style, text) => (hasColors ? styleText(style, text) : text)
}

/** A call that nobody attended must have come to an end of its own; a person may hang up. */
function exitCode({ ending, events }: Call, isScripted: boolean): number {
  const isBroken = events.some((event) => event.kind === 'breach' && event.details.severity !== 'warning')
  if (isBroken || ending.by === 'failed') return 1
  return ending.by === 'caller' && isScripted ? 1 : 0
}
