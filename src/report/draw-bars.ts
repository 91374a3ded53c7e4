import { type Xml, xml } from '../cxml/xml.ts'

const LEFT = 140
const RIGHT = 80
const ROW = 26

/** A bar for each name, longest first. */
export function drawBars(
  title: string,
  bars: [name: string, value: number][],
  colour: string,
  width: number,
): Xml {
  const longest = Math.max(...bars.map(([, value]) => value), 1)
  const rows = bars.map(([name, value], row) => {
    const y = 36 + row * ROW
    const length = Math.round((value / longest) * (width - LEFT - RIGHT))
    return xml`<text x="${LEFT - 10}" y="${y + 14}" text-anchor="end">${name}</text><rect x="${LEFT}" y="${y}" width="${length}" height="18" fill="${colour}"/><text x="${LEFT + length + 8}" y="${y + 14}">${value}</text>
`
  })
  const none = bars.length === 0 ? xml`<text x="24" y="48" fill="#555">nobody did</text>` : xml``
  return xml`<text x="24" y="20" font-size="15" font-weight="600">${title}</text>
${rows}${none}`
}
