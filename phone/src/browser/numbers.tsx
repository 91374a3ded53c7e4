import type { Named, Order, Settings } from './api.ts'
import { Field, Select } from './fields.tsx'
import { readable } from './words-of.ts'

/** Callers that lines get wrong, beside an ordinary one. */
const callers: Named[] = [
  { name: '+12025550123', label: 'A phone: +1 202 555 0123' },
  { name: '+12025550124', label: 'Another phone: +1 202 555 0124' },
  { name: '+442079460123', label: 'A phone abroad: +44 20 7946 0123' },
  { name: 'anonymous', label: 'Withheld: anonymous' },
  { name: 'Restricted', label: 'Withheld: Restricted' },
  { name: '+266696687', label: 'Withheld, as digits: +266696687' },
  { name: 'sip:alice@example.com', label: 'A SIP address: sip:alice@example.com' },
]
const OTHER = 'other'

type NumbersProps = {
  order: Order
  change: (changes: Partial<Order>) => void
  settings: Settings | undefined
}

/** Who calls whom, and when. */
export function Numbers({ order, change, settings }: NumbersProps) {
  const own = (settings?.samples ?? []).flatMap(({ name, phone }) =>
    phone ? [{ name: phone, label: `${name}'s phone: ${readable(phone)}` }] : [],
  )
  const known = [...callers, ...own]
  const isKnown = known.some(({ name }) => name === order.from)
  return (
    <details>
      <summary>Numbers and clock</summary>
      <Select
        label="You call from"
        value={isKnown ? order.from : OTHER}
        options={[...known, { name: OTHER, label: 'Another number…' }]}
        onChange={(name) => change({ from: name === OTHER ? '' : name })}
      />
      {!isKnown && (
        <Field
          label="Number you call from"
          value={order.from}
          isRequired
          help="Any text: the line gets it as From."
          onChange={(from) => change({ from })}
        />
      )}
      <Field label="You dial" value={order.to} isRequired onChange={(to) => change({ to })} />
      <Field
        label="The clock says"
        type="datetime-local"
        value={order.at}
        help="When the call takes place; blank is now."
        onChange={(at) => change({ at })}
      />
    </details>
  )
}
