import { useEffect, useState } from 'preact/hooks'
import { AnswerPanel } from './answer-panel.tsx'
import { type Order, readSettings, type Settings } from './api.ts'
import { Conversation } from './conversation.tsx'
import { Dialler } from './dialler.tsx'
import { Inspector } from './inspector.tsx'
import { useCall } from './use-call.ts'

const icon = new URL('./icon.svg', import.meta.url).pathname

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
  const [settings, setSettings] = useState<Settings>()
  const [order, setOrder] = useState(firstOrder)
  const [isAloud, setAloud] = useState(true)
  const { state, dial, answer, clear } = useCall(order, isAloud)
  useEffect(() => {
    // without them a call can still be placed
    readSettings().then(setSettings, () => {})
  }, [])
  const name = settings?.name
  useEffect(() => {
    if (name) document.title = `${name}: the phone`
  }, [name])
  return (
    <>
      <header class="top">
        <h1>
          <img src={icon} alt="" width="28" height="28" />
          {name} <span>the phone</span>
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
