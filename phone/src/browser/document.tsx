import { useState } from 'preact/hooks'
import type { ShownBreach, ShownExchange } from './call-state.ts'
import { FaultCard } from './fault-card.tsx'
import { shortenUrls } from './words-of.ts'
import { XmlLine } from './xml-line.tsx'

/** The document, with what is wrong below the line it stands in. Signed URLs are short until somebody wants them whole. */
export function Document({ exchange: { lines, breaches } }: { exchange: ShownExchange }) {
  const [isWhole, setWhole] = useState(false)
  const placed = breaches.map((breach) => ({ breach, at: lineOf(breach, lines) }))
  const shown = lines.map((line) => (isWhole ? line : { ...line, text: shortenUrls(line.text) }))
  const hasShort = lines.some(({ text }) => shortenUrls(text) !== text)
  return (
    <>
      {placed.map(({ breach, at }, i) => at === undefined && <FaultCard key={i} fault={breach.fault} />)}
      {lines.length > 0 && (
        <div class="document">
          {hasShort && (
            <button type="button" class="link" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
              Whole URLs
            </button>
          )}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard */}
          <pre tabIndex={0}>
            {shown.map((line, i) => (
              <div key={i}>
                <XmlLine line={line} />
                {placed.map(({ breach, at }, n) => at === i && <FaultCard key={n} fault={breach.fault} />)}
              </div>
            ))}
          </pre>
        </div>
      )}
    </>
  )
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
