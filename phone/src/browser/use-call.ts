import { useReducer, useRef } from 'preact/hooks'
import type { PageEvent } from '../page/page-events.ts'
import { type Answer, type Order, placeCall, type RunningCall } from './api.ts'
import { type CallState, dialling, lose, noCall, showEvent } from './call-state.ts'
import { hush, speak } from './voice.ts'

type Action = { kind: 'dial' } | { kind: 'clear' } | { kind: 'lost' } | { kind: 'event'; event: PageEvent }

function reduce(state: CallState, action: Action): CallState {
  switch (action.kind) {
    case 'dial':
      return dialling
    case 'clear':
      return noCall
    case 'lost':
      return lose(state)
    case 'event':
      return showEvent(state, action.event)
  }
}

/** The one call of the page, and what its person can do. */
export function useCall(order: Order, isAloud: boolean) {
  const [state, dispatch] = useReducer(reduce, noCall)
  const running = useRef<RunningCall>(null)
  const lost = () => dispatch({ kind: 'lost' })
  const show = (event: PageEvent) => {
    if (event.kind === 'spoken' && isAloud) speak(event.text, event.language)
    dispatch({ kind: 'event', event })
  }
  const dial = () => {
    dispatch({ kind: 'dial' })
    placeCall(order, show, lost).then((call) => {
      running.current = call
    }, lost)
  }
  const answer = (given: Answer) => {
    hush()
    running.current?.answer(given, state.asked).catch(lost)
  }
  /** Forgets the call: nothing of it is kept in the browser. */
  const clear = () => {
    hush()
    running.current?.forget()
    dispatch({ kind: 'clear' })
  }
  return { state, dial, answer, clear }
}
