import { useReducer, useRef } from 'preact/hooks'
import { type Answer, type Order, OrderError, placeCall, type RunningCall, textLine } from './api.ts'
import {
  addFault,
  breakOff,
  type CallState,
  dialling,
  leave,
  showEvent,
  showReply,
  showTextAnswer,
} from './call-state.ts'
import { type Fault, refusedOrder, serverLost } from './fault.ts'
import { hush, speak } from './voice.ts'

/** A call of this page, kept as long as the page is open. */
export type PlacedCall = { id: number; order: Order; started: Date; state: CallState }

/** All calls, the last one running or over, and the one that is looked at. */
type Calls = { list: PlacedCall[]; shown: number | undefined }

type Action =
  | { kind: 'dial'; id: number; order: Order }
  | { kind: 'show'; id: number | undefined }
  | { kind: 'change'; id: number; change: (state: CallState) => CallState }

function reduce({ list, shown }: Calls, action: Action): Calls {
  const { id } = action
  switch (action.kind) {
    case 'dial': {
      const before = list.map((call) => ({ ...call, state: leave(call.state) }))
      const call = { id: action.id, order: action.order, started: new Date(), state: dialling }
      return { list: [...before, call], shown: id }
    }
    case 'show':
      return { list, shown: id }
    case 'change':
      return {
        list: list.map((call) => (call.id === id ? { ...call, state: action.change(call.state) } : call)),
        shown,
      }
  }
}

/** Why the server of the page did not do what it was asked. */
function faultFrom(error: unknown): Fault {
  return error instanceof OrderError ? refusedOrder(error.message) : serverLost
}

/** The calls of the page, and what its person can do. */
export function useCalls(isAloud: boolean) {
  const [{ list, shown }, dispatch] = useReducer(reduce, { list: [], shown: undefined })
  const running = useRef<RunningCall>(null)
  const aloud = useRef(isAloud)
  aloud.current = isAloud
  const last = list.at(-1)

  const dial = (order: Order) => {
    hush()
    running.current?.forget()
    running.current = null
    const id = list.length
    const change = (change: (state: CallState) => CallState) => dispatch({ kind: 'change', id, change })
    const lose = () => change((state) => breakOff(state, serverLost))
    dispatch({ kind: 'dial', id, order })
    placeCall(
      order,
      (event) => {
        if (event.kind === 'spoken' && aloud.current) speak(event.text, event.language)
        change((state) => showEvent(state, event))
      },
      lose,
    ).then(
      (call) => {
        running.current = call
      },
      (error: unknown) => change((state) => breakOff(state, faultFrom(error))),
    )
  }
  const answer = (given: Answer) => {
    hush()
    if (!last) return
    const lose = () =>
      dispatch({ kind: 'change', id: last.id, change: (state) => breakOff(state, serverLost) })
    running.current?.answer(given, last.state.asked).catch(lose)
  }
  const text = ({ id, order }: PlacedCall, words: string) => {
    const change = (change: (state: CallState) => CallState) => dispatch({ kind: 'change', id, change })
    change((state) => showReply(state, words))
    textLine(order, words).then(
      (answer) => change((state) => showTextAnswer(state, answer)),
      (error: unknown) => change((state) => addFault(state, faultFrom(error))),
    )
  }
  const show = (id: number | undefined) => {
    hush()
    dispatch({ kind: 'show', id })
  }
  return { list, call: list.find(({ id }) => id === shown), dial, answer, text, show }
}
