import type { HandOverReason } from '../call/outcome.ts'
import { LINK_LIFETIME_SECONDS } from '../call/progress.ts'
import { type Xml, xml } from '../cxml/xml.ts'
import { drawDays, type Series } from '../report/charts.ts'
import { type DayBounds, lastDays } from '../report/days.ts'
import { type Day, endings, readReport } from '../report/read-report.ts'
import type { DeskParts } from './desk-parts.ts'
import { scrolled, tableOf } from './table.ts'

const DAYS = 14
const WIDTH = 960

/** Reads the last days; one that is over is read once. */
export function createRecentDays({ database, settings, now }: DeskParts): () => Promise<Day[]> {
  const known = new Map<string, Day>()
  const read = async (bounds: DayBounds, at: number): Promise<Day[]> => {
    const before = known.get(bounds.date)
    if (before) return [before]
    const { days } = await readReport(database, [bounds], settings.timeZone, at)
    const [day] = days
    if (day && bounds.until < at - 2 * LINK_LIFETIME_SECONDS * 1000) known.set(bounds.date, day)
    return days
  }
  return async () => {
    const at = now()
    const days: Day[] = []
    for (const bounds of lastDays(DAYS, at, settings.timeZone))
      days.push(...(await read(bounds, at.getTime())))
    for (const date of known.keys()) if (!days.some((day) => day.date === date)) known.delete(date)
    return days
  }
}

export function daysChart({ words }: DeskParts, days: Day[]): Xml {
  const series: Series[] = endings.map((ending) => ({
    name: words.endings[ending],
    colour: `var(--${ending.replace(' ', '-')})`,
    values: days.map((day) => day.endings[ending]),
  }))
  const dates = days.map(({ date }) => date)
  return xml`<div class="scroll" tabindex="0" role="group" aria-label="${words.lastDays}"><svg class="chart" viewBox="0 24 ${WIDTH} 244" role="img" aria-label="${words.lastDays}">${drawDays('', dates, series, WIDTH)}</svg></div>`
}

export function daysTable({ words }: DeskParts, days: Day[]): Xml {
  const names = endings.map((ending) => xml`<th scope="col">${words.endings[ending]}</th>`)
  const rows = days.map(
    (day) =>
      xml`<tr><th scope="row">${day.date}</th><td>${day.calls}</td>${endings.map((one) => xml`<td>${day.endings[one]}</td>`)}</tr>`,
  )
  return xml`<div class="scroll" tabindex="0" role="group" aria-label="${words.asTable}"><table><thead><tr><th scope="col">${words.day}</th><th scope="col">${words.calls}</th>${names}</tr></thead><tbody>${rows}</tbody></table></div>`
}

/** Why a person had to take over in these days, most frequent first: a bar and a count each. */
export function handOvers({ words }: DeskParts, days: Day[]): Xml {
  const reasons: Record<HandOverReason, string> = words.handOver
  const counts = Object.entries(reasons).map(([why, inWords]): [string, number] => {
    const calls = days.flatMap((day) => day.handOvers).filter(([one]) => one === why)
    return [inWords, calls.reduce((sum, [, count]) => sum + count, 0)]
  })
  const some = counts.filter(([, count]) => count > 0).sort(([, one], [, other]) => other - one)
  if (some.length === 0) return xml`<p class="soft">${words.nobodyHandedOver}</p>`
  const most = some[0]?.[1] ?? 1
  const rows = some.map(
    ([why, count]) =>
      xml`<tr><th scope="row">${why}</th><td>${count} <progress max="${most}" value="${count}" aria-label="${why}"></progress></td></tr>`,
  )
  return scrolled(words.whyHandedOver, 'low', tableOf([words.why, words.calls], rows))
}

/** How many of today's callers got how far, and how many needed no person. */
export function funnel({ words }: DeskParts, days: Day[]): Xml {
  const today = days.at(-1)
  const { told = 0, texted = 0 } = today?.endings ?? {}
  const called = today?.calls ?? 0
  const steps: [string, number][] = [
    [words.called, called],
    [words.heardIt, told + texted],
    [words.wantedText, texted],
  ]
  const items = steps.map(
    ([name, count]) =>
      xml`<li><span class="figure">${count}</span><span>${name}</span><progress max="${Math.max(called, 1)}" value="${count}" aria-label="${name}"></progress></li>`,
  )
  return xml`<section class="card"><h2>${words.howFar}</h2><ol class="funnel">${items}</ol></section>`
}
