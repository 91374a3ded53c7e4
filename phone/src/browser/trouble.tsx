import type { Order, Settings } from './api.ts'
import { Select } from './fields.tsx'

/** From which answer on a fault is there. */
export const faultStarts = ['first', 'second', 'third', 'fourth'].map((label, i) => ({
  name: String(i + 1),
  label: `the ${label} answer`,
}))

type ChoiceProps = { order: Order; change: (changes: Partial<Order>) => void; settings: Settings }

/** What goes wrong with the line and with texts. */
export function Trouble({ order, change, settings }: ChoiceProps) {
  return (
    <details>
      <summary>What goes wrong</summary>
      <Select
        label="The line"
        value={order.lineFault}
        options={settings.lineFaults}
        help="Your line answers as always; the platform gets this instead."
        onChange={(lineFault) => change({ lineFault })}
      />
      {order.lineFault !== 'none' && (
        <Select
          label="Beginning with"
          value={order.faultFrom}
          options={faultStarts}
          onChange={(faultFrom) => change({ faultFrom })}
        />
      )}
      {settings.textFaults.length > 0 && (
        <Select
          label="Texts"
          value={order.textFault}
          options={settings.textFaults}
          help="What becomes of a text that your line sends during the call."
          onChange={(textFault) => change({ textFault })}
        />
      )}
    </details>
  )
}

/** What the platform's documentation leaves open. */
export function Switches({ order, change, settings }: ChoiceProps) {
  return (
    <details>
      <summary>How the platform behaves</summary>
      {settings.switches.map(({ name, label, help, choices }) => (
        <Select
          key={name}
          label={label}
          help={help}
          value={order.switches[name] ?? choices[0] ?? ''}
          options={choices.map((choice) => ({ name: choice, label: choice }))}
          onChange={(choice) => change({ switches: { ...order.switches, [name]: choice } })}
        />
      ))}
    </details>
  )
}
