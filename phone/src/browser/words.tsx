import { useEffect, useRef, useState } from 'preact/hooks'
import type { Answer } from './api.ts'
import { canListen, listen } from './voice.ts'

type WordsProps = { isOpen: boolean; onAnswer: (answer: Answer) => void }

/** Words, typed or spoken into the browser. */
export function Words({ isOpen, onAnswer }: WordsProps) {
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (isOpen) field.current?.focus()
  }, [isOpen])
  const answer = readTyped(text)
  const send = (event: Event) => {
    event.preventDefault()
    if (!answer || !isOpen) return
    onAnswer(answer)
    setText('')
  }
  return (
    <form class="words" autocomplete="off" onSubmit={send}>
      <input
        ref={field}
        aria-label="What you say"
        placeholder={isOpen ? 'Words, or digits' : 'Not listening'}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      {canListen() && <Talk isOpen={isOpen} onWords={(say) => onAnswer({ say })} />}
      <button class="primary" type="submit" disabled={!isOpen || !answer}>
        {answer && 'keys' in answer ? 'Press' : 'Say'}
      </button>
    </form>
  )
}

/** Digits alone are keys; with a quotation mark before them they are said. */
function readTyped(text: string): Answer | undefined {
  const typed = text.trim()
  if (/^[0-9*#]+$/.test(typed)) return { keys: typed }
  const say = typed.replace(/^["“]|["”]$/g, '').trim()
  return say === '' ? undefined : { say }
}

function Talk({ isOpen, onWords }: { isOpen: boolean; onWords: (words: string) => void }) {
  const [isListening, setListening] = useState(false)
  const talk = () => {
    setListening(true)
    listen(onWords, () => setListening(false))
  }
  return (
    <button
      type="button"
      disabled={!isOpen || isListening}
      onClick={talk}
      title="Speak into the microphone; your browser may have its maker write it down"
    >
      {isListening ? 'Listening…' : 'Talk'}
    </button>
  )
}
