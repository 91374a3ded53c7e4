import type { BreachDetails } from '../engine/breach.ts'
import type { PageEvent } from '../page/page-events.ts'
import type { Sample, SampleAnswer } from '../page/samples.ts'

export type { Sample, SampleAnswer }
export type Named = { name: string; label: string }

/** What can be chosen before a call. */
export type Settings = {
  /** The name of the line that is called. */
  name?: string
  samples: Sample[]
  /** The line that the server calls by itself; blank when it has none. */
  url: string
  hasKey: boolean
  /** Where it takes texts; blank when nobody says. */
  messageUrl: string
  switches: (Named & { help: string; choices: string[] })[]
  lineFaults: Named[]
  textFaults: Named[]
  /** What is chosen before anybody chooses. */
  first: Partial<Order>
}

/** A call to place, as it was chosen. */
export type Order = {
  from: string
  to: string
  url: string
  key: string
  fallbackUrl: string
  statusCallbackUrl: string
  messageUrl: string
  at: string
  switches: Record<string, string>
  lineFault: string
  faultFrom: string
  textFault: string
}

export type Answer = { say: string } | { keys: string } | { does: 'silence' | 'noise' | 'hang up' }

export type RunningCall = {
  /** Answers the question of that number; too late for it is too late. */
  answer(answer: Answer, question: number): Promise<void>
  /** Listens no more; the server then forgets the call. */
  forget(): void
}

/** The server does not place a call like this; the message says why. */
export class OrderError extends Error {}

/** A lost connection is opened again; a second failure in a row means that the server is gone. */
const MOST_FAILURES = 2

/** What the server offers to choose. */
export async function readSettings(): Promise<Settings> {
  const reply = await fetch('/phone/settings')
  return reply.json()
}

/** Places a call; the result follows it. */
export async function placeCall(
  order: Order,
  onEvent: (event: PageEvent) => void,
  onLost: () => void,
): Promise<RunningCall> {
  const reply = await post('/phone/calls', order)
  const body: { id: string } | { error: string } = await reply.json()
  if ('error' in body) throw new OrderError(body.error)
  const stop = follow(body.id, onEvent, onLost)
  return {
    answer: async (answer, question) => {
      await post(`/phone/calls/${body.id}/answers`, { ...answer, question })
    },
    forget: stop,
  }
}

/** What comes back for a text to the line: its own texts, or what was wrong with it. */
export type TextAnswer = { texts: string[]; breaches: BreachDetails[] }

/** Writes a text to the line. */
export async function textLine(order: Order, text: string): Promise<TextAnswer> {
  const { from, to, messageUrl, key } = order
  const reply = await post('/phone/texts', { from, to, messageUrl, key, body: text })
  const body: TextAnswer | { error: string } = await reply.json()
  if ('error' in body) throw new OrderError(body.error)
  return body
}

function follow(id: string, onEvent: (event: PageEvent) => void, onLost: () => void): () => void {
  const events = new EventSource(`/phone/calls/${id}/events`)
  let failures = 0
  events.onopen = () => {
    failures = 0
  }
  events.onmessage = ({ data }) => onEvent(JSON.parse(data))
  events.onerror = () => {
    failures += 1
    if (failures < MOST_FAILURES && events.readyState !== EventSource.CLOSED) return
    events.close()
    onLost()
  }
  return () => events.close()
}

function post(path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
}
