import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import type { PageEvent } from '../page/page-events.ts'
import { AnswerPanel } from './answer-panel.tsx'
import { type Answer, type Order, placeCall, type RunningCall, readSettings, type Settings } from './api.ts'
import { type CallState, dialling, noCall, showEvent } from './call-state.ts'
import { Conversation } from './conversation.tsx'
import { Dialler } from './dialler.tsx'
import { Inspector } from './inspector.tsx'
import { hush, speak } from './voice.ts'

type Action = { kind: 'dial' } | { kind: 'clear' } | { kind: 'event'; event: PageEvent }

function reduce(state: CallState, action: Action): CallState {
  if (action.kind === 'dial') return dialling
  return action.kind === 'clear' ? noCall : showEvent(state, action.event)
}

const firstOrder: Order = {
  from: '+12025550123',
  to: '+12025550100',
  switches: {},
  lineFault: 'none',
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
    readSettings().then(setSettings)
  }, [])

  const dial = async () => {
    dispatch({ kind: 'dial' })
    running.current = await placeCall(order, (event) => {
      if (event.kind === 'spoken' && isAloud) speak(event.text, event.language)
      dispatch({ kind: 'event', event })
    })
  }
  const answer = (given: Answer) => {
    hush()
    running.current?.answer(given)
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
