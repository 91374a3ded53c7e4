import type { CallState } from './call-state.ts'

const steps = [
  { name: 'Request', text: 'The platform sends a signed request to your voice URL.' },
  { name: 'Document', text: 'Your line answers with a cXML document, in time.' },
  { name: 'Speech', text: 'The caller hears what the document says.' },
  { name: 'Answer', text: 'The caller speaks or presses keys, and the next request carries it.' },
  { name: 'End', text: 'Somebody hangs up, and your line is told how it ended.' },
]

type Light = 'done' | 'now' | 'failed' | 'off'

/** The steps of a call, lit as it goes: with their words as long as there is room for them. */
export function Steps({ state }: { state: CallState | undefined }) {
  const lights = lightsOf(state)
  return (
    <ol class={state ? 'steps slim' : 'steps'} aria-label="Steps of a call">
      {steps.map(({ name, text }, i) => (
        <li key={name} class={lights[i]} aria-current={lights[i] === 'now' ? 'step' : undefined}>
          <strong>{name}</strong>
          {!state && <span>{text}</span>}
        </li>
      ))}
    </ol>
  )
}

function lightsOf(state: CallState | undefined): Light[] {
  if (!state) return steps.map(() => 'off')
  const { phase, question, exchanges, entries, ending } = state
  const hasFailed = phase === 'over' && (ending === undefined || ending.by === 'failed')
  const reached = [
    true,
    exchanges.some(({ status }) => status !== undefined),
    entries.some(({ by }) => by === 'line'),
    entries.some(({ by }) => by === 'you'),
    phase === 'over' && !hasFailed,
  ]
  if (question) return [...steps.slice(0, 3).map((): Light => 'done'), 'now', 'off']
  const last = reached.lastIndexOf(true)
  return reached.map((isReached, i) => {
    if (i === 4 && hasFailed) return 'failed'
    if (i === last && phase !== 'over') return 'now'
    return isReached ? 'done' : 'off'
  })
}
