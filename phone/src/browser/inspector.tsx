import type { ShownExchange } from './call-state.ts'
import { Document } from './document.tsx'
import { isLate } from './fault.ts'
import { summaryOf } from './words-of.ts'

/** Each request of the call and its document, as they went over the wire. */
export function Inspector({ exchanges }: { exchanges: ShownExchange[] }) {
  // what the line answers to the end of the call is of no interest
  const latest = exchanges.findLastIndex(({ purpose }) => purpose !== 'status')
  if (exchanges.length === 0) return null
  return (
    <section aria-label="Requests">
      <h2>On the wire</h2>
      <ol class="exchanges">
        {exchanges.map((exchange, i) => (
          // requests are only ever added
          <li key={i}>
            <Exchange exchange={exchange} isLatest={i === latest} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Exchange({ exchange, isLatest }: { exchange: ShownExchange; isLatest: boolean }) {
  const { method, url, milliseconds, limit, purpose } = exchange
  const [path, ...parts] = summaryOf(new URL(url))
  const { text, tone } = verdictOf(exchange)
  return (
    <details class={`exchange ${tone}`} open={isLatest || tone === 'bad'}>
      <summary>
        <span class="method">{method}</span>
        <span class="path">
          {path}
          {parts.map((part) => (
            <span key={part} class="query">
              {` · ${part}`}
            </span>
          ))}
        </span>
        <span class="purpose">{purpose}</span>
        <span class="code">{text}</span>
        <Time milliseconds={milliseconds} limit={limit} />
      </summary>
      <details class="raw">
        <summary>Whole URL</summary>
        <code>{url}</code>
      </details>
      <Fields parameters={exchange.parameters} />
      <Document exchange={exchange} />
    </details>
  )
}

/** An answer is good when the platform could use it, whatever its status. */
function verdictOf(exchange: ShownExchange): { text: string; tone: 'good' | 'mild' | 'bad' } {
  const { status, breaches } = exchange
  if (isLate(exchange)) return { text: 'too late', tone: 'bad' }
  if (status === undefined) return { text: 'no answer', tone: 'bad' }
  const isBad = status >= 400 || breaches.some(({ fault }) => !fault.isWarning)
  return { text: String(status), tone: isBad ? 'bad' : breaches.length > 0 ? 'mild' : 'good' }
}

const BAR_WIDTH = 64

/** How long an answer took, and what was left of the platform's patience. */
function Time({ milliseconds, limit }: { milliseconds: number; limit: number }) {
  const took = milliseconds < 10 ? milliseconds.toFixed(1) : String(Math.round(milliseconds))
  const left = Math.max(0, (limit - milliseconds) / 1000)
  const used = Math.min(1, milliseconds / limit)
  return (
    <span class="time">
      <span>{took} ms</span>
      <svg class={used > 0.8 ? 'bar late' : 'bar'} width={BAR_WIDTH} height="6" aria-hidden="true">
        <rect width={BAR_WIDTH} height="6" rx="3" />
        <rect class="used" width={Math.max(3, used * BAR_WIDTH)} height="6" rx="3" />
      </svg>
      <span class="left">{left.toFixed(left < 1 ? 2 : 1)} s left</span>
    </span>
  )
}

function Fields({ parameters }: { parameters: Record<string, string> }) {
  return (
    <dl class="fields">
      {Object.entries(parameters).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === '' ? '(blank)' : value}</dd>
        </div>
      ))}
    </dl>
  )
}
