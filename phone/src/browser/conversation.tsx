import type { Order, Settings } from './api.ts'
import type { CallState, Entry } from './call-state.ts'
import { Chips } from './chips.tsx'
import { FaultCard } from './fault-card.tsx'
import { clockOf, readable } from './words-of.ts'

const speakers: Record<Entry['by'], string> = {
  line: 'The line',
  you: 'You',
  note: '',
  text: 'Text message',
  reply: 'Your text',
  fault: '',
}

type ConversationProps = { state: CallState; order: Order; settings: Settings | undefined }

/** The transcript of the call, as it goes on. */
export function Conversation({ state, order, settings }: ConversationProps) {
  const { entries } = state
  return (
    <>
      <div class="status">
        <span class={`lamp ${state.phase}`} aria-hidden="true" />
        <strong>{readable(order.to)}</strong>
        <span role="status">{describePhase(state)}</span>
        <time title="The clock of the call">{clockOf(state.at)}</time>
      </div>
      <Chips order={order} settings={settings} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <div class="conversation" role="log" aria-live="polite" aria-label="Transcript" tabIndex={0}>
        <ol>
          {entries.map((entry, i) => (
            // entries are only ever added
            <li key={i} class={`entry by-${entry.by}`}>
              {entry.by !== entries[i - 1]?.by && speakers[entry.by] && (
                <span class="by">
                  {speakers[entry.by]} <time>{clockOf(entry.at ?? 0)}</time>
                </span>
              )}
              {entry.by === 'fault' ? (
                <FaultCard fault={entry.fault} />
              ) : (
                <p lang={entry.language}>{entry.text}</p>
              )}
            </li>
          ))}
        </ol>
      </div>
    </>
  )
}

function describePhase({ phase, question, ending }: CallState): string {
  if (phase === 'dialling') return 'calling'
  if (phase === 'over') return ending?.status ?? 'over'
  return question ? 'listening' : 'speaking'
}
