import type { PageEvent } from '../page/page-events.ts'

type Named = { name: string; label: string }

/** What can be chosen before a call. */
export type Settings = {
  /** The name of the line that is called. */
  name?: string
  hint?: string
  switches: (Named & { choices: string[] })[]
  lineFaults: Named[]
  textFaults: Named[]
}

/** A call to place, as it was chosen. */
export type Order = {
  from: string
  to: string
  switches: Record<string, string>
  lineFault: string
  faultFrom: string
  textFault: string
}

export type Answer = { say: string } | { keys: string } | { does: 'silence' | 'noise' | 'hang up' }

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
  if (!reply.ok) throw new Error('The call could not be placed.')
  const { id }: { id: string } = await reply.json()
  const events = new EventSource(`/phone/calls/${id}/events`)
  events.onmessage = ({ data }) => onEvent(JSON.parse(data))
  events.onerror = () => {
    // a lost connection is opened again by the browser; a refused one is not
    if (events.readyState === EventSource.CLOSED) onLost()
  }
  return {
    answer: async (answer, question) => {
      await post(`/phone/calls/${id}/answers`, { ...answer, question })
    },
    forget: () => events.close(),
  }
}

export type RunningCall = {
  /** Answers the question of that number; too late for it is too late. */
  answer(answer: Answer, question: number): Promise<void>
  /** Listens no more; the server then forgets the call. */
  forget(): void
}

function post(path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
}
