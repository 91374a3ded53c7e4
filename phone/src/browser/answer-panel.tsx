import type { Answer } from './api.ts'
import type { CallState } from './call-state.ts'
import { Keypad } from './keypad.tsx'
import { Words } from './words.tsx'

type AnswerPanelProps = { state: CallState; onAnswer: (answer: Answer) => void; onClear: () => void }

/** All the ways to answer, and to leave. */
export function AnswerPanel({ state, onAnswer, onClear }: AnswerPanelProps) {
  const { question, phase, asked } = state
  if (phase === 'over') {
    return (
      <div class="answer">
        <button class="dial" type="button" onClick={onClear}>
          New call
        </button>
      </div>
    )
  }
  return (
    <div class="answer">
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
