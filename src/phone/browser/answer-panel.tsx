import { useEffect, useRef, useState } from 'preact/hooks'
import type { Answer } from './api.ts'
import type { CallState } from './call-state.ts'
import { Keypad } from './keypad.tsx'
import { canListen, listen } from './voice.ts'

type AnswerPanelProps = { state: CallState; onAnswer: (answer: Answer) => void; onClear: () => void }

/** All the ways to answer, and to leave. */
export function AnswerPanel({ state, onAnswer, onClear }: AnswerPanelProps) {
  const { question, phase } = state
  if (phase === 'over') {
    return (
      <div class="answer over">
        <button class="dial" type="button" onClick={onClear}>
          New call
        </button>
      </div>
    )
  }
  return (
    <div class="answer">
      <Words isOpen={question !== undefined} onAnswer={onAnswer} />
      <Keypad key={state.asked} question={question} onKeys={(keys) => onAnswer({ keys })} />
      <div class="row">
        <button type="button" disabled={!question} onClick={() => onAnswer({ does: 'silence' })}>
          Stay silent
        </button>
        <button type="button" disabled={!question} onClick={() => onAnswer({ does: 'noise' })}>
          Mumble
        </button>
        <button class="hang-up" type="button" onClick={() => onAnswer({ does: 'hang up' })}>
          Hang up
        </button>
      </div>
    </div>
  )
}

/** Words, typed or spoken into the browser; digits alone are keys, as in the terminal. */
function Words({ isOpen, onAnswer }: { isOpen: boolean; onAnswer: (answer: Answer) => void }) {
  const [text, setText] = useState('')
  const [isListening, setListening] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isOpen) field.current?.focus()
  }, [isOpen])
  const isKeys = /^[0-9*#]+$/.test(text.trim())
  const send = (words: string) => {
    const said = words.trim().replace(/^["“]|["”]$/g, '')
    if (said !== '' && isOpen)
      onAnswer(/^[0-9*#]+$/.test(words.trim()) ? { keys: words.trim() } : { say: said })
    setText('')
  }
  const talk = () => {
    setListening(true)
    listen(
      (words) => onAnswer({ say: words }),
      () => setListening(false),
    )
  }
  return (
    <form
      class="words"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        send(text)
      }}
    >
      <input
        ref={field}
        aria-label="What you say"
        placeholder={isOpen ? 'Words, or digits' : 'Not listening'}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      {canListen() && (
        <button
          type="button"
          disabled={!isOpen || isListening}
          onClick={talk}
          title="Speak into the microphone; your browser may have its maker write it down"
        >
          {isListening ? 'Listening…' : 'Talk'}
        </button>
      )}
      <button class="primary" type="submit" disabled={!isOpen || text.trim() === ''}>
        {isKeys ? 'Press' : 'Say'}
      </button>
    </form>
  )
}
