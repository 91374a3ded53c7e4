import { attributes, type Xml, xml } from '../cxml/xml.ts'
import type { TextState } from '../store/texts.ts'
import { drawBars, drawDays, type Series } from './charts.ts'
import { type Ending, endings, type Report, textNames, textStates } from './read-report.ts'

/** The palette of Okabe and Ito, which colour-blind people can distinguish. */
const COLOURS: Record<Ending, string> = {
  told: '#0072b2',
  texted: '#56b4e9',
  operator: '#009e73',
  'gave up': '#e69f00',
  'hung up': '#d55e00',
  other: '#999999',
}
const TEXT_COLOURS: Record<TextState, string> = { accepted: '#56b4e9', waiting: '#e69f00', dead: '#d55e00' }

const WIDTH = 960
const HALF = WIDTH / 2

/** The report as an SVG picture: calls per day by how they ended, where callers hung up, why they were handed over, names not found, and texts. */
export function drawReport(report: Report): string {
  const { days, hungUpAt, handedOver, timeZone } = report
  const dates = days.map(({ date }) => date)
  const ended: Series[] = endings.map((ending) => ({
    name: ending,
    colour: COLOURS[ending],
    values: days.map((day) => day.endings[ending]),
  }))
  const texts: Series[] = textStates.map((state) => ({
    name: textNames[state],
    colour: TEXT_COLOURS[state],
    values: days.map((day) => day.texts[state]),
  }))
  const missed = [{ name: 'calls', colour: COLOURS['gave up'], values: days.map((day) => day.namesMissed) }]
  const title = `Calls of the last ${days.length} days (${timeZone})`
  const panels = [
    at(0, 40, drawDays('Calls, by how they ended', dates, ended, WIDTH)),
    at(0, 340, drawDays('Calls in which a name was not found', dates, missed, HALF)),
    at(HALF, 340, drawDays('Texts', dates, texts, HALF)),
    at(0, 640, drawBars('Questions at which callers hung up', hungUpAt, COLOURS['hung up'], HALF)),
    at(HALF, 640, drawBars('Why callers were handed over', handedOver, COLOURS.operator, HALF)),
  ]
  const height = 690 + 26 * Math.max(hungUpAt.length, handedOver.length, 1)
  const frame = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${WIDTH} ${height}`, role: 'img' }
  return xml`<svg${attributes(frame)} font-family="system-ui, sans-serif" font-size="13" fill="#222">
<title>${title}</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="24" y="30" font-size="18" font-weight="600">${title}</text>
${panels}</svg>
`.markup
}

function at(x: number, y: number, panel: Xml): Xml {
  return xml`<g transform="translate(${x} ${y})">${panel}</g>
`
}
