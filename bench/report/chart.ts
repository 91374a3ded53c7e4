import { xml } from '../../src/cxml/xml.ts'

/** Horizontal bars that share one scale. */
export type Panel = { title: string; unit: string; bars: { label: string; value: number; isOurs: boolean }[] }

const WIDTH = 760
const BAR = 20
const GAP = 8
const TITLE = 34
const LABELS = 260
const LONGEST = WIDTH - LABELS - 100

/** Draws the panels below one another, as SVG. */
export function chartOf(panels: Panel[]): string {
  let top = 0
  const drawn = panels.map((panel) => {
    const group = drawPanel(panel, top)
    top += heightOf(panel)
    return group
  })
  return `${
    xml`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" width="${WIDTH}" height="${top}" font-family="system-ui, sans-serif" font-size="13"><title>What the benchmark measured</title><rect width="${WIDTH}" height="${top}" fill="#ffffff"/>${drawn}</svg>`
      .markup
  }\n`
}

function heightOf({ bars }: Panel): number {
  return TITLE + bars.length * (BAR + GAP) + GAP
}

function drawPanel({ title, unit, bars }: Panel, top: number) {
  const largest = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE)
  const lines = bars.map(({ label, value, isOurs }, i) => {
    const y = top + TITLE + i * (BAR + GAP)
    const length = ((value / largest) * LONGEST).toFixed(1)
    const middle = y + BAR - 6
    return xml`<text x="${LABELS - 8}" y="${middle}" text-anchor="end" fill="#333333">${label}</text><rect x="${LABELS}" y="${y}" width="${length}" height="${BAR}" fill="${isOurs ? '#2a6fb0' : '#b8c4d0'}"/><text x="${(LABELS + Number(length) + 6).toFixed(1)}" y="${middle}" fill="#333333">${numberOf(value)} ${unit}</text>`
  })
  return xml`<text x="12" y="${top + 22}" font-weight="bold" fill="#111111">${title}</text>${lines}`
}

function numberOf(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(2)
}
