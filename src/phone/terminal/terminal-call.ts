import { readFile, writeFile } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { styleText } from 'node:util'
import { script } from '../engine/answer.ts'
import { type Call, type CallOptions, placeCall } from '../engine/call.ts'
import { realClock, virtualClock } from '../engine/clock.ts'
import { type Detour, sendOverHttp } from '../engine/http.ts'
import { recordScenario } from '../scenario/record.ts'
import { replay } from '../scenario/replay.ts'
import { readScenario, type Scenario } from '../scenario/scenario.ts'
import { ArgumentError, type PhoneArguments } from './arguments.ts'
import { keyboardHelp, openKeyboard } from './keyboard.ts'
import { newTexts, readTexts } from './texts.ts'
import { createPrinter, type Paint, YOU } from './transcript.ts'

/** What is called, as it is configured at the platform. */
export type Target = Pick<CallOptions, 'url' | 'key' | 'fallbackUrl' | 'statusCallbackUrl'> & {
  /** Of our own server, which may also have texts to show. */
  detour?: Detour
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
  const { detour, ...number } = target
  const scenario = options.script === undefined ? undefined : await openScenario(options.script)
  const { from, to } = { ...options, ...pickNumbers(scenario) }
  const hangUp = new AbortController()
  const stop = () => hangUp.abort()
  process.once('SIGINT', stop)
  const person = openPerson(options, scenario, streams, stop)
  const before = detour ? await readTexts(detour.localUrl, from) : undefined
  const call = await placeCall({
    ...number,
    from,
    to,
    switches: { ...scenario?.switches, ...options.switches },
    answer: person.caller,
    signal: hangUp.signal,
    onEvent: person.printer.print,
    send: sendOverHttp(detour),
    clock: options.isRealTime ? realClock() : virtualClock(),
  })
  person.close()
  const texts = detour && before ? await newTexts(detour.localUrl, from, before) : []
  for (const text of texts) person.printer.text(text)
  const bodies = texts.map(({ body }) => body)
  if (options.record !== undefined) await writeFile(options.record, recordScenario(call, bodies))
  const faults = person.check(call, bodies)
  for (const fault of faults) person.printer.fault(fault)
  process.off('SIGINT', stop)
  return faults.length > 0 ? 1 : exitCode(call, options)
}

async function openScenario(file: string): Promise<Scenario> {
  try {
    return readScenario(await readFile(file, 'utf8'))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ArgumentError(`${file} cannot be replayed: ${reason}.`)
  }
}

function pickNumbers(scenario: Scenario | undefined) {
  const { from, to } = scenario ?? {}
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

/** Whoever answers, and the paper that the call is written on. */
function openPerson(
  { isScripted, answers }: PhoneArguments,
  scenario: Scenario | undefined,
  { stdin, stdout }: Streams,
  onInterrupt: () => void,
) {
  const paint = painter(stdout)
  const write = (text: string) => stdout.write(text)
  const unchecked = { check: (): string[] => [], close: () => {} }
  if (scenario) return { ...unchecked, ...replay(scenario), printer: createPrinter(write, paint, true) }
  if (isScripted)
    return { ...unchecked, caller: script(...answers), printer: createPrinter(write, paint, true) }
  const isTyped = stdin.isTTY === true
  const keyboard = openKeyboard(stdin, isTyped ? stdout : undefined, YOU, onInterrupt)
  if (isTyped) write(`${paint('dim', keyboardHelp)}\n`)
  return { ...unchecked, ...keyboard, printer: createPrinter(write, paint, !isTyped) }
}

/** Colours only where the terminal has them and nobody has asked for none. */
function painter(stdout: Streams['stdout']): Paint {
  const hasColors = stdout.isTTY === true && stdout.hasColors?.() === true
  return (style, text) => (hasColors ? styleText(style, text) : text)
}

/** A call that nobody attended must have come to an end of its own; a person may hang up. */
function exitCode({ ending, events }: Call, { isScripted, script }: PhoneArguments): number {
  const isBroken = events.some((event) => event.kind === 'breach' && event.details.severity !== 'warning')
  if (isBroken || ending.by === 'failed') return 1
  // a file says itself who hangs up
  return ending.by === 'caller' && isScripted && script === undefined ? 1 : 0
}
