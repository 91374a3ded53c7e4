import type { ShownLine } from '../page/pretty.ts'

const token = /(<\/?[\w:.-]+|\/?>)|([\w:.-]+)(?==")|("[^"]*")/g

/** A line of XML, its tags and attributes told apart. */
export function XmlLine({ line: { indent, text } }: { line: ShownLine }) {
  return (
    // what does not fit goes on further to the right
    <code style={{ paddingInlineStart: `${indent * 2 + 4}ch` }}>
      {split(text).map(({ kind, part }, i) =>
        kind ? (
          <span key={i} class={kind}>
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </code>
  )
}

function split(text: string): { kind?: string; part: string }[] {
  const parts: { kind?: string; part: string }[] = []
  let end = 0
  for (const match of text.matchAll(token)) {
    parts.push({ part: text.slice(end, match.index) })
    parts.push({ kind: match[1] ? 'tag' : match[2] ? 'name' : 'value', part: match[0] })
    end = match.index + match[0].length
  }
  return [...parts, { part: text.slice(end) }]
}
