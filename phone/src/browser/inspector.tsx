import type { ShownBreach, ShownExchange } from './call-state.ts'
import { XmlLine } from './xml-line.tsx'

/** Each request of the call and its document, as they went over the wire. */
export function Inspector({ exchanges }: { exchanges: ShownExchange[] }) {
  // what the line answers to the end of the call is of no interest
  const latest = exchanges.findLastIndex(({ purpose }) => purpose !== 'status')
  return (
    <section class="inspector" aria-label="Requests">
      <h2>On the wire</h2>
      {exchanges.length === 0 && (
        <p class="empty">Each request of the platform appears here, with the document that answers it.</p>
      )}
      <ol>
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
  const { method, url, status, milliseconds, limit, breaches, purpose } = exchange
  const { pathname, search } = new URL(url)
  const isBad = breaches.some(({ details }) => details.severity !== 'warning') || status === undefined
  return (
    <details class={isBad ? 'exchange bad' : 'exchange'} open={isLatest || isBad}>
      <summary>
        <span class="method">{method}</span>
        <span class="path">
          {pathname}
          <span class="query">{search}</span>
        </span>
        <span class="purpose">{purpose}</span>
        <span class="code">{status ?? 'no answer'}</span>
        <Time milliseconds={milliseconds} limit={limit} />
      </summary>
      <Fields parameters={exchange.parameters} />
      <Document exchange={exchange} />
    </details>
  )
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

/** The document, with what is wrong below the line it stands in. */
function Document({ exchange: { lines, breaches } }: { exchange: ShownExchange }) {
  const placed = breaches.map((breach) => ({ breach, at: lineOf(breach, lines) }))
  return (
    <>
      {placed.map(({ breach, at }) => at === undefined && <Wrong key={breach.message} breach={breach} />)}
      {lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard
        <pre tabIndex={0}>
          {lines.map((line, i) => (
            <div key={i}>
              <XmlLine line={line} />
              {placed.map(({ breach, at }) => at === i && <Wrong key={breach.message} breach={breach} />)}
            </div>
          ))}
        </pre>
      )}
    </>
  )
}

function Wrong({ breach: { message, details } }: { breach: ShownBreach }) {
  return <div class={details.severity === 'warning' ? 'wrong mild' : 'wrong'}>{message}</div>
}

/** The last element that does not start after the breach. */
function lineOf({ details: { place } }: ShownBreach, lines: ShownExchange['lines']): number | undefined {
  if (!place) return undefined
  const at = lines.findLastIndex(
    (line) =>
      line.place &&
      (line.place.line < place.line || (line.place.line === place.line && line.place.column <= place.column)),
  )
  return at === -1 ? undefined : at
}
