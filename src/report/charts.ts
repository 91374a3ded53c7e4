import { type Xml, xml } from '../cxml/xml.ts'

/** One colour of the stacked bars, with a value for each day. */
export type Series = { name: string; colour: string; values: number[] }

/** Margins and the height of `drawDays`. */
const LEFT = 56
const RIGHT = 24
const TOP = 60
const HEIGHT = 180

/** Room for the names, the numbers and each bar of `drawBars`. */
const NAMES = 270
const NUMBERS = 60
const BAR_ROW = 26

/** A bar a day, its parts stacked. */
export function drawDays(title: string, dates: string[], series: Series[], width: number): Xml {
  const totals = dates.map((_, day) => series.reduce((sum, { values }) => sum + (values[day] ?? 0), 0))
  const top = roundUp(Math.max(...totals, 1))
  const slot = (width - LEFT - RIGHT) / dates.length
  const bars = dates.map((date, day) => drawBar(date, series, day, { x: LEFT + day * slot, slot, top }))
  return xml`<text x="24" y="20" font-size="15" font-weight="600">${title}</text>
${drawLegend(series)}${[0, top / 2, top].map((value) => drawLine(value, top, width))}${bars}${drawDates(dates, slot)}`
}

type Position = { x: number; slot: number; top: number }

function drawBar(date: string, series: Series[], day: number, { x, slot, top }: Position): Xml {
  let y = TOP + HEIGHT
  const parts = series.map(({ name, colour, values }) => {
    const value = values[day] ?? 0
    const height = (value / top) * HEIGHT
    y -= height
    if (value === 0) return xml``
    return xml`<rect x="${short(x + slot * 0.15)}" y="${short(y)}" width="${short(slot * 0.7)}" height="${short(height)}" fill="${colour}"><title>${date}, ${name}: ${value}</title></rect>
`
  })
  return xml`${parts}`
}

function drawLegend(series: Series[]): Xml {
  let x = 24
  const entries = series.map(({ name, colour }) => {
    const entry = xml`<rect x="${x}" y="33" width="11" height="11" fill="${colour}"/><text x="${x + 16}" y="43">${name}</text>
`
    x += 40 + name.length * 7
    return entry
  })
  return xml`${entries}`
}

function drawLine(value: number, top: number, width: number): Xml {
  const y = short(TOP + HEIGHT - (value / top) * HEIGHT)
  return xml`<line x1="${LEFT}" x2="${width - RIGHT}" y1="${y}" y2="${y}" stroke="#ddd"/><text x="${LEFT - 8}" y="${y + 4}" text-anchor="end" fill="#555">${value}</text>
`
}

/** As many dates as there is room for. */
function drawDates(dates: string[], slot: number): Xml {
  const every = Math.ceil(54 / slot)
  const shown = dates.map((date, day) =>
    day % every === 0
      ? xml`<text x="${short(LEFT + (day + 0.5) * slot)}" y="${TOP + HEIGHT + 20}" text-anchor="middle" fill="#555">${date.slice(5)}</text>
`
      : xml``,
  )
  return xml`${shown}`
}

/** A bar for each name, longest first. */
export function drawBars(
  title: string,
  bars: [name: string, value: number][],
  colour: string,
  width: number,
): Xml {
  const longest = Math.max(...bars.map(([, value]) => value), 1)
  const rows = bars.map(([name, value], row) => {
    const y = 36 + row * BAR_ROW
    const length = Math.round((value / longest) * (width - NAMES - NUMBERS))
    return xml`<text x="${NAMES - 10}" y="${y + 14}" text-anchor="end">${name}</text><rect x="${NAMES}" y="${y}" width="${length}" height="18" fill="${colour}"/><text x="${NAMES + length + 8}" y="${y + 14}">${value}</text>
`
  })
  const none = bars.length === 0 ? xml`<text x="24" y="48" fill="#555">nobody did</text>` : xml``
  return xml`<text x="24" y="20" font-size="15" font-weight="600">${title}</text>
${rows}${none}`
}

/** The next of 2, 4, 10, 20, 40, 100, …: numbers that have a whole half. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return [2, 4, 10, 20].map((step) => step * power).find((one) => one >= value) ?? value
}

function short(value: number): number {
  return Math.round(value * 10) / 10
}
