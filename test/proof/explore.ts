import { type Answer, identityAfter } from './answers.ts'
import { checkDocument, type Finding, leadsTo, maskedUrl } from './findings.ts'
import type { ProofLine } from './line-under-test.ts'

/** Where a call can be, and how it got there. */
export type State = {
  /** Path and query without expiry and signature: all that the server knows of a call beside its database. */
  key: string
  /** The same as it was signed for the call that found it. */
  url: string
  /** What was answered on the way, from the first question on. */
  path: Answer[]
  /** Whom the caller has said they are. */
  who: string[]
}

export type Setting = {
  answers: Answer[]
  isDiscreet: boolean
  /** Whether no PIN may open anything. */
  isLocked: boolean
}

export type Opening = { state: State; answer: Answer }

/** Everything that was found out about the calls of one setting. */
export type Atlas = {
  states: Map<string, State>
  /** From each state, where each answer leads; undefined where the call ends. */
  edges: Map<string, Set<string | undefined>>
  transitions: number
  /** Ways to a right PIN, each still to be walked in a call of its own. */
  openings: Opening[]
}

/** What a request may tell: nothing of anybody but `told`, once their PIN was right in this very call. */
export type Allowance = {
  told?: string
  isDiscreet: boolean
  /** What the caller has answered up to here. */
  said: Answer[]
}

export type Report = (finding: Finding) => void

/** A new, empty atlas. */
export function openAtlas(): Atlas {
  return { states: new Map(), edges: new Map(), transitions: 0, openings: [] }
}

/** Sends every webhook that one call may send before a right PIN, each new place breadth first. */
export async function exploreBeforePin(
  line: ProofLine,
  setting: Setting,
  atlas: Atlas,
  report: Report,
): Promise<void> {
  const call = 'before-the-pin'
  const reply = await line.send({ url: '/voice', fields: { CallSid: call } })
  const first = leadsTo(reply.body) ?? ''
  const start: State = { key: maskedUrl(first), url: first, path: [], who: [] }
  await exploreFrom(line, call, start, setting, atlas, report)
}

/** Explores all that is new from a state on. After a right PIN, `told` is whose it was. */
export async function exploreFrom(
  line: ProofLine,
  call: string,
  start: State,
  setting: Setting,
  atlas: Atlas,
  report: Report,
  told?: { id: string; from: string },
): Promise<void> {
  const queue = [start]
  atlas.states.set(start.key, start)
  for (let state = queue.shift(); state; state = queue.shift()) {
    for (const answer of answersAt(state, setting)) {
      if (!told && isOpening(state, answer, setting)) {
        atlas.openings.push({ state, answer })
        continue
      }
      const next = await step(line, call, state, answer, setting, atlas, report, told)
      if (next && isNew(atlas, next)) queue.push(next)
    }
  }
}

/**
 * What is answered there. A question that was said again at the caller's wish is the same question, and any answer but
 * that wish sets its count back: of the others only PINs are tried there, too.
 */
function answersAt(state: State, { answers }: Setting): Answer[] {
  if (!state.key.includes('&repeats=')) return answers
  return answers.filter(({ kind, pinOf }) => pinOf ?? kind === 'repeat')
}

/** One webhook: sent, checked and drawn into the atlas. */
async function step(
  line: ProofLine,
  call: string,
  state: State,
  answer: Answer,
  setting: Setting,
  atlas: Atlas,
  report: Report,
  told?: { id: string; from: string },
): Promise<State | undefined> {
  const fields = { CallSid: call, ...fieldsAt(state, answer) }
  const reply = await line.send({ url: state.url, fields, ...(told && { from: told.from }) })
  const said = [...state.path, answer]
  const allowance = { isDiscreet: setting.isDiscreet, said, ...(told && { told: told.id }) }
  for (const what of checkDocument(reply, fields, allowance)) report({ state, answer, what })
  // Each wrong PIN is one of a call's three; of many calls they are only here.
  if (pathOf(state) === '/pin') await line.database.run(FORGET[setting.isLocked ? 'numbers' : 'all'])
  const url = leadsTo(reply.body)
  if (isCancelling(state, answer) && !url?.startsWith('/confirm-cancel'))
    report({ state, answer, what: 'a cancellation is not read back' })
  const key = url && maskedUrl(url)
  atlas.transitions += 1
  atlas.edges.set(state.key, (atlas.edges.get(state.key) ?? new Set()).add(key))
  if (!url || !key) return undefined
  return { key, url, path: [...state.path, answer], who: identityAfter(state.who, pathOf(state), answer) }
}

function isCancelling(state: State, { fields }: Answer): boolean {
  return pathOf(state) === '/request' && fields.Digits === '2'
}

const FORGET = {
  all: 'DELETE FROM failed_attempts',
  numbers: 'DELETE FROM failed_attempts WHERE locked_until = 0',
}

/** Where a person answers the operator's ring, the platform says what became of it instead. */
export function fieldsAt(state: State, answer: Answer): Record<string, string> {
  return pathOf(state) === '/operator'
    ? { DialCallStatus: answer.kind === 'yes' ? 'completed' : 'busy' }
    : answer.fields
}

export function pathOf({ key }: State): string {
  return key.split('?')[0] ?? ''
}

/** Whether this answer is the right PIN of the one person whom the caller has said they are. */
export function isOpening(state: State, answer: Answer, { isLocked }: Setting): boolean {
  const isRight = state.who.length === 1 && answer.pinOf === state.who[0]
  return pathOf(state) === '/pin' && isRight && !isLocked
}

/**
 * Whoever comes to a place that is known already comes under its identity only if they said they are the same: a PIN
 * question that callers reach who named different people must open nobody's record.
 */
function isNew(atlas: Atlas, next: State): boolean {
  const known = atlas.states.get(next.key)
  if (known) known.who = known.who.filter((id) => next.who.includes(id))
  else atlas.states.set(next.key, next)
  return known === undefined
}
