import { type ClosedDay, type OpeningHours, weekdays } from '../store/hours.ts'
import { writeWallTime } from '../time/zone.ts'
import { officeStateAt } from './office-state.ts'
import { writeSpans } from './time-spans.ts'

const LABEL_WIDTH = 12

/** The hours as a table for the person at the terminal, with whether the office is open now. */
export function describeHours(hours: OpeningHours | undefined, zone: string, now: number): string {
  if (!hours) return 'There are no opening hours: the office is always open.\n'
  const weekly = weekdays.map((day) => [capitalised(day), writeSpans(hours.weekly[day] ?? [])])
  const closed = hours.closed.map((day) => ['Closed', describeClosedDay(day)])
  const rows = [...weekly, ...closed, ['Now', describeNow(hours, zone, now)]]
  return rows.map(([label = '', value]) => `${label.padEnd(LABEL_WIDTH)}${value}\n`).join('')
}

function describeClosedDay({ date, everyYear, say }: ClosedDay): string {
  const sentences = Object.values(say).map((sentence) => `, "${sentence}"`)
  return `${date}${everyYear ? ', every year' : ''}${sentences.join('')}`
}

function describeNow(hours: OpeningHours, zone: string, now: number): string {
  const state = officeStateAt(hours, zone, now)
  const moment = state.isOpen ? state.until : state.opensAt
  const until = moment === undefined ? '' : ` until ${writeWallTime(moment, zone)}`
  return `${state.isOpen ? 'open' : 'closed'}${until} (${zone})`
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
