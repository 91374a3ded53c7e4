import type { Order } from './api.ts'
import { save } from './save.ts'
import type { PlacedCall } from './use-calls.ts'
import { clockOf, readable } from './words-of.ts'

type EarlierCallsProps = {
  list: PlacedCall[]
  onShow: (id: number) => void
  onDial: (order: Order) => void
}

/** What was called before, newest first: to look at, to repeat, to keep. */
export function EarlierCalls({ list, onShow, onDial }: EarlierCallsProps) {
  if (list.length === 0) return null
  return (
    <section aria-label="Earlier calls">
      <h2>Earlier calls</h2>
      <ul class="earlier">
        {list.toReversed().map((call) => (
          <li key={call.id} class="earlier-call">
            <button type="button" class="open" onClick={() => onShow(call.id)}>
              <b>{titleOf(call)}</b>
              <span>
                {readable(call.order.from)} at {call.started.toLocaleTimeString([], { timeStyle: 'short' })}
              </span>
            </button>
            <button type="button" onClick={() => onDial(call.order)}>
              Call again
            </button>
            <SaveButton call={call} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function titleOf({ state }: PlacedCall): string {
  const fault = state.entries.find((entry) => entry.by === 'fault')
  const length = clockOf(state.ending?.seconds ?? state.at)
  if (fault?.by === 'fault') return `${fault.fault.title}, ${length}`
  return `${endings[state.ending?.by ?? 'left']}, ${length}`
}

const endings = {
  line: 'The line hung up',
  rejected: 'Rejected',
  busy: 'Busy',
  caller: 'You hung up',
  failed: 'Failed',
  left: 'Left',
}

/** The call as a scenario, which the terminal and tests can replay. */
export function SaveButton({ call: { id, state } }: { call: PlacedCall }) {
  const { file } = state
  return (
    <button
      type="button"
      disabled={file === undefined}
      onClick={() => file && save(`call-${id + 1}.yaml`, file)}
    >
      Save as a file
    </button>
  )
}
