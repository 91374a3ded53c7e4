import { useEffect, useRef } from 'preact/hooks'
import type { Order, Settings } from './api.ts'
import { Chips } from './chips.tsx'
import { LineFields } from './line-fields.tsx'
import { Numbers } from './numbers.tsx'
import { type People, Samples } from './samples.tsx'
import { Switches, Trouble } from './trouble.tsx'
import { readable } from './words-of.ts'

type DiallerProps = {
  order: Order
  setOrder: (order: Order) => void
  settings: Settings | undefined
  people: People
  onDial: () => void
}

/** Before a call: calling comes first, and everything that can be chosen is folded away below it. */
export function Dialler({ order, setOrder, settings, people, onDial }: DiallerProps) {
  const change = (changes: Partial<Order>) => setOrder({ ...order, ...changes })
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  const url = order.url || settings?.url
  return (
    <form
      class="dialler"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        onDial()
      }}
    >
      <button ref={button} class="dial" type="submit">
        Call
      </button>
      <p class="route">
        {readable(order.from) || 'Somebody'} calls {readable(order.to)}
        {url && <code>{url}</code>}
      </p>
      <Chips order={order} settings={settings} change={change} />
      {people.samples.length > 0 ? (
        <Samples {...people} />
      ) : (
        <p class="hint">You are the caller: type what you say, or the keys you press.</p>
      )}
      <div class="folds">
        {settings && <LineFields {...{ order, change, settings }} />}
        <Numbers {...{ order, change, settings }} />
        {settings && <Trouble {...{ order, change, settings }} />}
        {settings && <Switches {...{ order, change, settings }} />}
      </div>
    </form>
  )
}
