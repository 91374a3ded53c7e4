import { randomUUID } from 'node:crypto'
import type { Answer } from '../engine/answer.ts'
import { type Call, type CallOptions, placeCall } from '../engine/call.ts'
import type { TimedEvent } from '../engine/events.ts'
import type { Mailbox, Message } from '../messages/mailbox.ts'
import { recordScenario } from '../scenario/record.ts'
import type { PageEvent } from './page-events.ts'
import { prettyPrint } from './pretty.ts'

type Listener = (event: PageEvent, number: number) => void

/** A call that a page has placed. Its person answers through the page. */
export type PageCall = {
  id: string
  /** Answers the question of that number, counted from 1. False when it is not open. */
  answer(answer: Answer, question: number): boolean
  hangUp(): void
  /** Tells everything from event `from` on, then what comes; returns how to stop. */
  subscribe(from: number, listener: Listener): () => void
}

/** A call as it is placed, and what to do when it is over. */
export type PageCallOptions = Omit<CallOptions, 'answer' | 'signal' | 'onEvent'> & { onOver?: () => void }

export type PageCalls = {
  place(options: PageCallOptions): PageCall
  find(id: string): PageCall | undefined
  /** Hangs up everywhere, and forgets every call. */
  close(): void
}

/** How long a call waits for its page to come back. */
const PATIENCE_MILLISECONDS = 5000

/** The calls of all pages. A call that nobody listens to any more is hung up and forgotten. */
export function createPageCalls(mailbox: Mailbox | undefined, onError: (error: unknown) => void): PageCalls {
  const calls = new Map<string, PageCall>()
  let isClosed = false
  return {
    place(options) {
      const call = openCall(options, mailbox, onError, () => calls.delete(call.id))
      if (isClosed) call.hangUp()
      else calls.set(call.id, call)
      return call
    },
    find: (id) => calls.get(id),
    close: () => {
      for (const call of calls.values()) call.hangUp()
      // a page that comes back now must not keep the server open
      isClosed = true
      calls.clear()
    },
  }
}

function openCall(
  { onOver, ...options }: PageCallOptions,
  mailbox: Mailbox | undefined,
  onError: (error: unknown) => void,
  forget: () => void,
): PageCall {
  const feed = createFeed()
  const person = createPerson()
  const texts: string[] = []
  let over: Call | undefined
  const save = () => over && feed.tell({ kind: 'saved', file: recordScenario(over, texts) })
  const unwatch = mailbox?.watch(({ from, to, body }: Message) => {
    if (to !== options.from) return
    texts.push(body)
    feed.tell({ kind: 'text-arrived', from, to, body })
    save()
  })
  placeCall({
    ...options,
    answer: person.caller,
    signal: person.signal,
    onEvent: (event) => feed.tell(withLines(event)),
  })
    .then((call) => {
      over = call
      save()
    })
    .catch(onError)
    .finally(onOver)
  const leave = () => {
    person.hangUp()
    unwatch?.()
    forget()
  }
  feed.whenAbandoned(leave)
  return { id: randomUUID(), answer: person.answer, hangUp: person.hangUp, subscribe: feed.subscribe }
}

function withLines(event: TimedEvent): PageEvent {
  return event.kind === 'exchanged' && event.document
    ? { ...event, lines: prettyPrint(event.document) }
    : event
}

/** The person at the page: the open question waits for their answer. */
function createPerson() {
  const hangUp = new AbortController()
  let asked = 0
  let give: ((answer: Answer) => void) | undefined
  return {
    signal: hangUp.signal,
    hangUp: () => hangUp.abort(),
    caller: () =>
      new Promise<Answer>((resolve) => {
        asked += 1
        give = resolve
      }),
    answer(answer: Answer, question: number): boolean {
      // a page that is behind must not answer the next question with what was meant for the one before
      const isOpen = give !== undefined && question === asked
      if (!isOpen) return false
      give?.(answer)
      give = undefined
      return true
    },
  }
}

/** Events in order, for listeners who may come late or come back. */
function createFeed() {
  const events: PageEvent[] = []
  const listeners = new Set<Listener>()
  let abandon = () => {}
  const wait = () => setTimeout(() => abandon(), PATIENCE_MILLISECONDS).unref()
  let timer = wait()
  return {
    tell(event: PageEvent) {
      events.push(event)
      for (const listener of listeners) listener(event, events.length - 1)
    },
    whenAbandoned(callback: () => void) {
      abandon = callback
    },
    subscribe(from: number, listener: Listener) {
      clearTimeout(timer)
      events.slice(from).forEach((event, i) => {
        listener(event, from + i)
      })
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) timer = wait()
      }
    },
  }
}
