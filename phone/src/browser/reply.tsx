import { useState } from 'preact/hooks'
import type { PlacedCall } from './use-calls.ts'

type ReplyProps = {
  call: PlacedCall
  messageUrl: string | undefined
  onText: (call: PlacedCall, words: string) => void
}

/** An answer to a text of the line, once there is one and somewhere to send it. */
export function Reply({ call, messageUrl, onText }: ReplyProps) {
  const [words, setWords] = useState('')
  if (!messageUrl || !call.state.entries.some(({ by }) => by === 'text')) return null
  const send = (event: Event) => {
    event.preventDefault()
    if (words.trim() === '') return
    onText(call, words.trim())
    setWords('')
  }
  return (
    <form class="reply" autocomplete="off" onSubmit={send}>
      <input
        aria-label="Answer the text"
        placeholder="Answer the text"
        value={words}
        onInput={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <button type="submit" disabled={words.trim() === ''}>
        Send
      </button>
    </form>
  )
}
