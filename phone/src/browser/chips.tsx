import type { Order, Settings } from './api.ts'
import { faultStarts } from './trouble.tsx'

type Chip = { text: string; without: Partial<Order> }

/** What was chosen that a call does not have by itself: it stays in sight, before a call and in it. */
function chipsOf(order: Order, settings: Settings): Chip[] {
  const labelOf = (list: { name: string; label: string }[], name: string) =>
    list.find((one) => one.name === name)?.label ?? name
  const chips: Chip[] = []
  if (order.lineFault !== 'none') {
    const start = order.faultFrom === '1' ? '' : `, from ${labelOf(faultStarts, order.faultFrom)}`
    const text = `${labelOf(settings.lineFaults, order.lineFault)}${start}`
    chips.push({ text, without: { lineFault: 'none', faultFrom: '1' } })
  }
  if (order.textFault !== 'none') {
    const text = `Texts: ${labelOf(settings.textFaults, order.textFault)}`
    chips.push({ text, without: { textFault: 'none' } })
  }
  for (const { name, label, choices } of settings.switches) {
    const choice = order.switches[name]
    if (choice === undefined || choice === choices[0]) continue
    const { [name]: _, ...switches } = order.switches
    chips.push({ text: `${label}: ${choice}`, without: { switches } })
  }
  return chips
}

type ChipsProps = {
  order: Order
  settings: Settings | undefined
  /** Set where they can be taken away. */
  change?: (changes: Partial<Order>) => void
}

export function Chips({ order, settings, change }: ChipsProps) {
  const chips = settings ? chipsOf(order, settings) : []
  if (chips.length === 0) return null
  return (
    <ul class="chips" aria-label="Chosen for this call">
      {chips.map(({ text, without }) => (
        <li key={text}>
          {text}
          {change && (
            <button type="button" aria-label={`Remove: ${text}`} onClick={() => change(without)}>
              ×
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
