import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import type { PageEvent } from '../page/page-events.ts'
import { AnswerPanel } from './answer-panel.tsx'
import { type Answer, type Order, placeCall, type RunningCall, readSettings, type Settings } from './api.ts'
import { type CallState, dialling, lose, noCall, showEvent } from './call-state.ts'
import { Conversation } from './conversation.tsx'
import { Dialler } from './dialler.tsx'
import { Inspector } from './inspector.tsx'
import { hush, speak } from './voice.ts'

type Action = { kind: 'dial' } | { kind: 'clear' } | { kind: 'lost' } | { kind: 'event'; event: PageEvent }

function reduce(state: CallState, action: Action): CallState {
  if (action.kind === 'dial') return dialling
  if (action.kind === 'lost') return lose(state)
  return action.kind === 'clear' ? noCall : showEvent(state, action.event)
}

const firstOrder: Order = {
  from: '+12025550123',
  to: '+12025550100',
  switches: {},
  lineFault: 'none',
  faultFrom: '1',
  textFault: 'none',
}

/** The page: a phone, and beside it what goes over the wire. */
export function App() {
  const [state, dispatch] = useReducer(reduce, noCall)
  const [settings, setSettings] = useState<Settings>()
  const [order, setOrder] = useState(firstOrder)
  const [isAloud, setAloud] = useState(true)
  const running = useRef<RunningCall>(null)

  useEffect(() => {
    // without them a call can still be placed
    readSettings().then(setSettings, () => {})
  }, [])

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
  const clear = () => {
    hush()
    running.current?.forget()
    dispatch({ kind: 'clear' })
  }

  return (
    <>
      <header class="top">
        <h1>
          <img src={new URL('./icon.svg', import.meta.url).pathname} alt="" width="28" height="28" />
          frontdesk <span>the phone</span>
        </h1>
        <p>The platform, played on this machine</p>
      </header>
      <main>
        <section class="handset" aria-label="Phone">
          {state.phase === 'idle' ? (
            <Dialler {...{ order, setOrder, settings, isAloud, setAloud }} onDial={dial} />
          ) : (
            <>
              <Conversation state={state} order={order} />
              <AnswerPanel state={state} onAnswer={answer} onClear={clear} />
            </>
          )}
        </section>
        <Inspector exchanges={state.exchanges} />
      </main>
    </>
  )
}
