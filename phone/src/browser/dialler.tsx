import type { Order, Settings } from './api.ts'

const callers = [
  '+12025550123',
  '+12025550124',
  'anonymous',
  'Restricted',
  '+266696687',
  'sip:alice@example.com',
]

const answers = ['first', 'second', 'third', 'fourth'].map((label, i) => ({
  name: String(i + 1),
  label: `the ${label} answer`,
}))

type DiallerProps = {
  order: Order
  setOrder: (order: Order) => void
  settings: Settings | undefined
  isAloud: boolean
  setAloud: (isAloud: boolean) => void
  onDial: () => void
}

/** What is chosen before a call: who calls whom, how the platform behaves, and what goes wrong. */
export function Dialler({ order, setOrder, settings, isAloud, setAloud, onDial }: DiallerProps) {
  const change = (changes: Partial<Order>) => setOrder({ ...order, ...changes })
  return (
    <form
      class="dialler"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        onDial()
      }}
    >
      <h2>Place a call</h2>
      <Field label="You call from" value={order.from} list="callers" onChange={(from) => change({ from })} />
      <datalist id="callers">
        {callers.map((caller) => (
          <option key={caller} value={caller} />
        ))}
      </datalist>
      <Field label="You dial" value={order.to} onChange={(to) => change({ to })} />
      <label class="check">
        <input
          type="checkbox"
          checked={isAloud}
          onChange={({ currentTarget }) => setAloud(currentTarget.checked)}
        />
        Speak the prompts aloud
      </label>
      {settings && <Trouble {...{ order, change, settings }} />}
      {settings && <Switches {...{ order, change, settings }} />}
      <button class="dial" type="submit">
        Call
      </button>
      {settings?.hint && <p class="hint">{settings.hint}</p>}
    </form>
  )
}

type FieldProps = { label: string; value: string; list?: string; onChange: (value: string) => void }

function Field({ label, value, list, onChange }: FieldProps) {
  return (
    <label class="field">
      {label}
      <input
        required
        value={value}
        list={list}
        spellcheck={false}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </label>
  )
}

type ChoiceProps = { order: Order; change: (changes: Partial<Order>) => void; settings: Settings }

function Trouble({ order, change, settings }: ChoiceProps) {
  return (
    <details>
      <summary>What goes wrong</summary>
      <Select
        label="The line"
        value={order.lineFault}
        options={settings.lineFaults}
        onChange={(lineFault) => change({ lineFault })}
      />
      {order.lineFault !== 'none' && (
        <Select
          label="Beginning with"
          value={order.faultFrom}
          options={answers}
          onChange={(faultFrom) => change({ faultFrom })}
        />
      )}
      {settings.textFaults.length > 0 && (
        <Select
          label="Texts"
          value={order.textFault}
          options={settings.textFaults}
          onChange={(textFault) => change({ textFault })}
        />
      )}
    </details>
  )
}

function Switches({ order, change, settings }: ChoiceProps) {
  return (
    <details>
      <summary>How the platform behaves</summary>
      {settings.switches.map(({ name, label, choices }) => (
        <Select
          key={name}
          label={label}
          value={order.switches[name] ?? choices[0] ?? ''}
          options={choices.map((choice) => ({ name: choice, label: choice }))}
          onChange={(choice) => change({ switches: { ...order.switches, [name]: choice } })}
        />
      ))}
    </details>
  )
}

type SelectProps = {
  label: string
  value: string
  options: { name: string; label: string }[]
  onChange: (name: string) => void
}

function Select({ label, value, options, onChange }: SelectProps) {
  return (
    <label class="field">
      {label}
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {options.map((option) => (
          <option key={option.name} value={option.name}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
