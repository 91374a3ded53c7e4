import { readFile } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { styleText } from 'node:util'
import { type Caller, script } from '../engine/answer.ts'
import type { Call } from '../engine/call.ts'
import { CommandError, fileFault } from '../errors.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { PhoneArguments } from './arguments.ts'
import { keyboardHelp, openKeyboard } from './keyboard.ts'
import { createPrinter, type Paint, type Printer, YOU } from './transcript.ts'

export type Streams = {
  stdin: Readable & { isTTY?: boolean }
  stdout: Writable & { isTTY?: boolean; hasColors?: () => boolean }
}

/** Whoever answers, and the paper that the call is written on. */
export type Attendant = {
  caller: Caller
  printer: Printer
  /** What was not as it had to be. */
  check(call: Call, texts: string[]): string[]
  close(): void
}

/** A person at the keyboard, prepared answers, or a file to follow. */
export async function openAttendant(
  { isScripted, answers }: PhoneArguments,
  scenario: Scenario | undefined,
  { stdin, stdout }: Streams,
  onInterrupt: () => void,
): Promise<Attendant> {
  const paint = painter(stdout)
  const write = (text: string) => stdout.write(text)
  const unchecked = { check: () => [], close: () => {}, printer: createPrinter(write, paint, true) }
  if (scenario) {
    // loaded only when there is a file: most calls have none
    const { replay } = await import('../scenario/replay.ts')
    return { ...unchecked, ...replay(scenario) }
  }
  if (isScripted) return { ...unchecked, caller: script(...answers) }
  const isTyped = stdin.isTTY === true
  const keyboard = openKeyboard(stdin, isTyped ? stdout : undefined, YOU, onInterrupt)
  if (isTyped) write(`${paint('dim', keyboardHelp)}\n`)
  // what is typed stands on the screen already
  return { ...unchecked, ...keyboard, printer: createPrinter(write, paint, !isTyped) }
}

/** The file to replay, if there is one. */
export async function openScenario(file: string | undefined): Promise<Scenario | undefined> {
  if (file === undefined) return undefined
  const { readScenario } = await import('../scenario/scenario.ts')
  try {
    return readScenario(await readFile(file, 'utf8'))
  } catch (error) {
    throw new CommandError(`${file} cannot be replayed: ${fileFault(error)}.`)
  }
}

/** Colours only where the terminal has them and nobody has asked for none. */
export function painter(stdout: Streams['stdout']): Paint {
  const hasColors = stdout.isTTY === true && stdout.hasColors?.() === true
  return (style, text) => (hasColors ? styleText(style, text) : text)
}
