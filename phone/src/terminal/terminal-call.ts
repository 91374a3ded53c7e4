import { writeFile } from 'node:fs/promises'
import { type Call, type CallOptions, placeCall, type Target } from '../engine/call.ts'
import { callAt } from '../engine/call-at.ts'
import { takeDetour } from '../engine/http.ts'
import { CommandError, fileFault, UsageError } from '../errors.ts'
import { sendWithFault } from '../line-faults.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { PhoneArguments } from './arguments.ts'
import { type Attendant, openAttendant, openScenario, type Streams } from './attendant.ts'
import { replyFromTerminal } from './terminal-text.ts'
import { newTexts, readTexts, setTextFault } from './texts.ts'

/** A whole call in the terminal; returns the exit code. */
export async function callFromTerminal(
  target: Target,
  options: PhoneArguments,
  streams: Streams,
): Promise<number> {
  const scenario = await openScenario(options.script)
  const numbers = numbersOf(options, scenario)
  const hangUp = new AbortController()
  const stop = () => hangUp.abort()
  process.once('SIGINT', stop)
  await chooseTextFault(target, options)
  const attendant = await openAttendant(options, scenario, streams, stop)
  attendant.printer.calling({ ...numbers, url: addressOf(target) })
  const known = await readTexts(target.detour, numbers.from)
  const switches = { ...scenario?.switches, ...options.switches }
  const call = await dial(target, options, attendant, { ...numbers, switches, signal: hangUp.signal })
  attendant.close()
  const texts = known ? await newTexts(target.detour, numbers.from, known) : []
  process.off('SIGINT', stop)
  for (const text of texts) attendant.printer.text(text)
  const words = options.reply ?? scenario?.reply
  const parts = { ...options, ...numbers, switches }
  const answers = words === undefined ? [] : await replyFromTerminal(target, words, parts, attendant.printer)
  const bodies = [...texts.map(({ body }) => body), ...answers]
  if (options.record !== undefined) await record(options.record, call, bodies)
  const faults = attendant.check(call, bodies)
  for (const fault of faults) attendant.printer.fault(fault)
  return faults.length > 0 ? 1 : exitCode(call, options)
}

/** Where the call really goes. */
function addressOf({ url, detour }: Target): string {
  return detour ? takeDetour(url, detour).href : url
}

function dial(
  target: Target,
  { isRealTime, lineFault, at, dialect }: PhoneArguments,
  { caller, printer }: Attendant,
  rest: Pick<CallOptions, 'from' | 'to' | 'switches' | 'signal'>,
): Promise<Call> {
  return placeCall({
    ...target,
    ...rest,
    answer: caller,
    onEvent: printer.print,
    ...callAt(target, { at, isRealTime }, sendWithFault(target, lineFault, 1)),
    ...(dialect && { dialect }),
  })
}

async function record(file: string, call: Call, texts: string[]): Promise<void> {
  const { recordScenario } = await import('../scenario/record.ts')
  await writeFile(file, recordScenario(call, texts)).catch((error: unknown) => {
    throw new CommandError(
      `The call cannot be written to ${file} (${fileFault(error)}): name another file with --record.`,
    )
  })
}

function numbersOf(options: PhoneArguments, scenario: Scenario | undefined) {
  return { from: scenario?.from ?? options.from, to: scenario?.to ?? options.to }
}

async function chooseTextFault({ detour }: Target, { textFault }: PhoneArguments): Promise<void> {
  if ((await setTextFault(detour, textFault)) || textFault === 'none') return
  throw new UsageError('--text-fault wants our own server in development: only there texts are played too.')
}

/** A call that nobody attended must have come to an end of its own; a person may hang up. */
function exitCode({ ending, events }: Call, { isScripted, script }: PhoneArguments): number {
  const isBroken = events.some((event) => event.kind === 'breach' && event.details.severity !== 'warning')
  if (isBroken || ending.by === 'failed') return 1
  // a file says itself who hangs up
  return ending.by === 'caller' && isScripted && script === undefined ? 1 : 0
}
