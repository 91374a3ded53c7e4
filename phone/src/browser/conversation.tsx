import { useEffect, useRef } from 'preact/hooks'
import type { Order } from './api.ts'
import type { CallState, Entry } from './call-state.ts'

const speakers: Record<Entry['by'], string> = {
  line: 'The line',
  you: 'You',
  note: '',
  text: 'Text message',
  error: 'Not as documented',
}

/** The transcript of the call, as it goes on. */
export function Conversation({ state, order }: { state: CallState; order: Order }) {
  const end = useRef<HTMLDivElement>(null)
  const { entries } = state
  // scrolls whenever there is something new
  useEffect(() => end.current?.scrollIntoView({ block: 'nearest' }), [entries.length])
  return (
    <>
      <div class="status">
        <span class={`lamp ${state.phase}`} aria-hidden="true" />
        <strong>{readable(order.to)}</strong>
        <span>{describePhase(state)}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <div class="conversation" role="log" aria-live="polite" aria-label="Transcript" tabIndex={0}>
        <ol>
          {entries.map((entry, i) => (
            // entries are only ever added
            <li key={i} class={`entry ${entry.by}`}>
              {entry.by !== entries[i - 1]?.by && speakers[entry.by] && (
                <span class="by">{speakers[entry.by]}</span>
              )}
              <p lang={entry.language}>{entry.text}</p>
            </li>
          ))}
        </ol>
        <div ref={end} class="end" />
      </div>
    </>
  )
}

function describePhase({ phase, question, ending }: CallState): string {
  if (phase === 'dialling') return 'calling'
  if (phase === 'over') return `${ending?.status ?? 'over'}, ${Math.round(ending?.seconds ?? 0)} s`
  return question ? 'listening to you' : 'speaking'
}

/** A North American number in its groups; any other as it is. */
function readable(number: string): string {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3')
}
