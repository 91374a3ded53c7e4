import type { End, TimedEvent } from '../engine/events.ts'
import { type TestedCall, transcriptOf } from './transcript-of.ts'

/** Whether a call is as it should be, and what to say when it is not, or when it should not have been. */
export type Verdict = { pass: boolean; message: () => string }

export type Wanted = string | RegExp

/** Refuses what is no call, such as one that was not awaited. */
export function callOf(given: unknown): asserts given is TestedCall {
  if (typeof given === 'object' && given !== null && 'events' in given) return
  const hint = given instanceof Promise ? 'await it first' : 'give it what call() or placeCall() resolves to'
  throw new TypeError(`This is no call of the phone: ${hint}.`)
}

/** Whether the line has said these sentences, in this order, since the caller last answered. */
export function judgeHeard(call: TestedCall, ...wanted: Wanted[]): Verdict {
  callOf(call)
  const start = turnStart(call.events)
  const said = call.events.slice(start).flatMap((event) => (event.kind === 'spoken' ? [event.text] : []))
  let from = 0
  const missing = wanted.find((one) => {
    const at = said.findIndex((text, i) => i >= from && isAs(one, text))
    from = at + 1
    return at === -1
  })
  return verdict(
    missing === undefined,
    call,
    `to hear ${show(missing ?? wanted)}`,
    (event, i) => i >= start && ['spoken', 'breach', 'ended'].includes(event.kind),
  )
}

/** Whether the caller was sent such a text during the call. */
export function judgeTexted(call: TestedCall, wanted: Wanted): Verdict {
  callOf(call)
  const sent = call.texts ?? call.events.flatMap((event) => (event.kind === 'texted' ? [event.body] : []))
  const pass = sent.some((text) => isAs(wanted, text))
  return verdict(pass, call, `a text ${show(wanted)}`, (event) => event.kind === 'texted')
}

/** Whether all that the line did is as documented, without a warning. */
export function judgeStrict(call: TestedCall): Verdict {
  callOf(call)
  const pass = !call.events.some(({ kind }) => kind === 'breach')
  return verdict(pass, call, 'everything to be as documented', (event) => event.kind === 'breach')
}

/** Whether the call is over, and by whom. */
export function judgeEnded(call: TestedCall, by?: End): Verdict {
  callOf(call)
  const end = call.events.find((event) => event.kind === 'ended')?.ending.by
  const pass = end !== undefined && (by === undefined || end === by)
  return verdict(
    pass,
    call,
    `the call to be over${by ? ` by ${by}` : ''}`,
    (_, i) => i === call.events.length - 1,
  )
}

function verdict(
  pass: boolean,
  call: TestedCall,
  wanted: string,
  isMarked: (event: TimedEvent, index: number) => boolean,
): Verdict {
  return {
    pass,
    message: () => `Expected ${pass ? 'not ' : ''}${wanted}.\n\n${transcriptOf(call, isMarked)}\n`,
  }
}

/** Where the caller's last answer ended; answers of the end itself do not begin a turn. */
function turnStart(events: readonly TimedEvent[]): number {
  return events.findLastIndex(({ kind }) => kind === 'answered') + 1
}

function isAs(wanted: Wanted, text: string): boolean {
  // unlike test(), search() begins anew with each text also where the expression is global
  return typeof wanted === 'string' ? wanted === text : text.search(wanted) >= 0
}

function show(wanted: Wanted | Wanted[]): string {
  return [wanted]
    .flat()
    .map((one) => (typeof one === 'string' ? `"${one}"` : String(one)))
    .join(', then ')
}
