import { useEffect, useState } from 'preact/hooks'
import { AnswerPanel, OverPanel } from './answer-panel.tsx'
import { type Order, readSettings, type Settings } from './api.ts'
import { Conversation } from './conversation.tsx'
import { Dialler } from './dialler.tsx'
import { EarlierCalls } from './earlier-calls.tsx'
import { Inspector } from './inspector.tsx'
import { Reply } from './reply.tsx'
import { Steps } from './steps.tsx'
import { useCalls } from './use-calls.ts'
import { canSpeak, hush } from './voice.ts'

const icon = new URL('./icon.svg', import.meta.url).pathname

const firstOrder: Order = {
  from: '+12025550123',
  to: '+12025550100',
  url: '',
  key: '',
  fallbackUrl: '',
  statusCallbackUrl: '',
  messageUrl: '',
  at: '',
  switches: {},
  lineFault: 'none',
  faultFrom: '1',
  textFault: 'none',
}

/** The page: a phone, and beside it how a call goes and what goes over the wire. */
export function App() {
  const [settings, setSettings] = useState<Settings>()
  const [order, setOrder] = useState(firstOrder)
  const [isAloud, setAloud] = useState(true)
  const [chosen, choose] = useState(0)
  const { list, call, dial, answer, text, show } = useCalls(isAloud)
  useEffect(() => {
    // without them a call can still be placed
    readSettings().then(
      (read) => {
        setSettings(read)
        setOrder((order) => ({ ...order, ...read.first }))
      },
      () => {},
    )
  }, [])
  const name = settings?.name
  useEffect(() => {
    if (name) document.title = `${name}: the phone`
  }, [name])
  const switchVoice = () => {
    hush()
    setAloud(!isAloud)
  }
  const state = call?.state
  const people = { samples: settings?.samples ?? [], chosen, choose }
  return (
    <>
      <header class="top">
        <h1>
          <img src={icon} alt="" width="28" height="28" />
          {name} <small>the phone</small>
        </h1>
        <p>Call your line from this page: no account, no number, no tunnel</p>
        {canSpeak() && (
          <button type="button" aria-pressed={isAloud} onClick={switchVoice}>
            Voice {isAloud ? 'on' : 'off'}
          </button>
        )}
      </header>
      <main>
        <section class="handset" aria-label="Phone">
          {!call || !state ? (
            <Dialler {...{ order, setOrder, settings, people }} onDial={() => dial(order)} />
          ) : (
            <>
              <Conversation state={state} order={call.order} settings={settings} />
              <Reply call={call} messageUrl={call.order.messageUrl || settings?.messageUrl} onText={text} />
              {state.phase === 'over' ? (
                <OverPanel
                  key={call.id}
                  call={call}
                  onAgain={() => dial(call.order)}
                  onNew={() => show(undefined)}
                />
              ) : (
                <AnswerPanel state={state} people={people} onAnswer={answer} />
              )}
            </>
          )}
        </section>
        <div class="inspector">
          <h2>{state ? 'The call' : 'How a call goes'}</h2>
          <Steps state={state} />
          {!call && <EarlierCalls list={list} onShow={show} onDial={dial} />}
          <Inspector exchanges={state?.exchanges ?? []} />
        </div>
      </main>
    </>
  )
}
