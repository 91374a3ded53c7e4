import { useEffect, useRef } from 'preact/hooks'
import type { Answer } from './api.ts'
import type { CallState } from './call-state.ts'
import { SaveButton } from './earlier-calls.tsx'
import { Keypad } from './keypad.tsx'
import { type People, Samples } from './samples.tsx'
import type { PlacedCall } from './use-calls.ts'
import { Words } from './words.tsx'

type AnswerPanelProps = { state: CallState; people: People; onAnswer: (answer: Answer) => void }

/** All the ways to answer, and to leave. */
export function AnswerPanel({ state, people, onAnswer }: AnswerPanelProps) {
  const { question, asked } = state
  return (
    <div class="answer">
      <Samples {...people} asked={question && askedNow(state)} onAnswer={onAnswer} />
      <Words isOpen={question !== undefined} onAnswer={onAnswer} />
      <Keypad key={asked} question={question} onKeys={(keys) => onAnswer({ keys })} />
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

/** What the line has said since the last answer. */
function askedNow({ entries }: CallState): string {
  const answered = entries.findLastIndex(({ by }) => by === 'you')
  return entries
    .slice(answered + 1)
    .flatMap((entry) => (entry.by === 'line' ? [entry.text] : []))
    .join(' ')
}

type OverPanelProps = { call: PlacedCall; onAgain: () => void; onNew: () => void }

/** After a call the keyboard goes on with calling again. */
export function OverPanel({ call, onAgain, onNew }: OverPanelProps) {
  const again = useRef<HTMLButtonElement>(null)
  useEffect(() => again.current?.focus(), [])
  return (
    <div class="answer">
      <button ref={again} class="dial" type="button" onClick={onAgain}>
        Call again
      </button>
      <div class="row two">
        <button type="button" onClick={onNew}>
          New call
        </button>
        <SaveButton call={call} />
      </div>
    </div>
  )
}
