import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { type Xml, xml } from '../../cxml/xml.ts'
import type { Language } from '../../hearing/heard.ts'
import { officeStateAt } from '../../hours/office-state.ts'
import { writeSpans } from '../../hours/time-spans.ts'
import { readHoursYaml } from '../../hours/yaml.ts'
import {
  type ClosedDay,
  type OpeningHours,
  readHours,
  type Weekday,
  weekdays,
  writeHours,
} from '../../store/hours.ts'
import { parseTime } from '../../time/parse-time.ts'
import { writeWallTime } from '../../time/zone.ts'
import type { DeskParts } from '../desk-parts.ts'
import { field, hidden, readFields, text } from '../form.ts'
import { type Notice, sendPage } from '../page.ts'
import { callerHears } from '../what-callers-hear.ts'

const AT = '/desk/hours'
const week = z.partialRecord(z.enum(weekdays), text(200))
const closing = z.object({
  date: text(10),
  'every-year': z.literal('on').optional(),
  'en-US': text(300).optional(),
  'es-US': text(300).optional(),
})
const preview = z.object({ at: text(16).optional() })
const notices = z.object({ after: z.enum(['saved']).optional() })

/** The hours as a form has them, which the file of hours has too. */
type Written = { week: Partial<Record<Weekday, string>>; closed: ClosedDay[] }

/** An office without hours stays open on all other days when one is closed. */
const ALWAYS_OPEN = { week: Object.fromEntries(weekdays.map((day) => [day, '0:00-24:00'])) }

/** Weekly times, closed days, and what a caller would hear. */
export function hoursRoutes(app: FastifyInstance, desk: DeskParts): void {
  const { words, database } = desk
  app.get(AT, async (request, reply) => {
    const { at } = readFields(preview, request.query)
    const { after } = readFields(notices, request.query)
    const hours = await readHours(database)
    return sendHours(reply, desk, {
      hours,
      at,
      written: writtenOf(hours),
      notice: after && { says: words.saved },
    })
  })
  app.post(`${AT}/week`, async (request, reply) => {
    const hours = await readHours(database)
    return save(reply, desk, hours, { week: readFields(week, request.body), closed: hours?.closed ?? [] })
  })
  app.post(`${AT}/close`, async (request, reply) => {
    const given = readFields(closing, request.body)
    const hours = await readHours(database)
    const say = Object.fromEntries(
      desk.settings.languages.flatMap((one) => (given[one] ? [[one, given[one]]] : [])),
    )
    const day: ClosedDay = { date: given.date, everyYear: given['every-year'] === 'on', say }
    const { week } = hours ? writtenOf(hours) : ALWAYS_OPEN
    return save(reply, desk, hours, { week, closed: [...(hours?.closed ?? []), day] }, day)
  })
  app.post(`${AT}/reopen`, async (request, reply) => {
    const { date } = readFields(z.object({ date: text(10) }), request.body)
    const hours = await readHours(database)
    const closed = (hours?.closed ?? []).filter((one) => one.date !== date)
    return save(reply, desk, hours, { ...writtenOf(hours), closed })
  })
}

/** The same checks as a file of hours; what was typed stays where something is wrong with it. */
async function save(
  reply: FastifyReply,
  desk: DeskParts,
  hours: OpeningHours | undefined,
  written: Written,
  typed?: ClosedDay,
) {
  const days = Object.fromEntries(Object.entries(written.week).filter(([, spans]) => spans !== ''))
  const closed = written.closed.map(({ date, everyYear, say }) => ({ date, 'every-year': everyYear, say }))
  // JSON is YAML. A week without times is a fault, too: without hours the office would be open for ever.
  const read = readHoursYaml(JSON.stringify({ ...days, closed }), desk.settings.languages)
  if ('faults' in read) {
    const says = read.faults.map((fault) => fault.replace(/^line \d+: /, '')).join('; ')
    const shown = typed ? writtenOf(hours) : written
    return sendHours(reply, desk, {
      hours,
      at: undefined,
      written: shown,
      typed,
      notice: { says, isFault: true },
    })
  }
  await writeHours(desk.database, read.hours)
  return reply.redirect(`${AT}?after=saved`, 303)
}

function writtenOf(hours: OpeningHours | undefined): Written {
  const days = weekdays.map((day) => [day, hours?.weekly[day] ? writeSpans(hours.weekly[day]) : ''])
  return { week: Object.fromEntries(days), closed: hours?.closed ?? [] }
}

type Shown = {
  hours: OpeningHours | undefined
  at: string | undefined
  written: Written
  /** A day that could not be closed. */
  typed?: ClosedDay | undefined
  notice?: Notice | undefined
}

function sendHours(reply: FastifyReply, desk: DeskParts, { hours, at, written, typed, notice }: Shown) {
  const { words } = desk
  const status = notice?.isFault ? 422 : 200
  const main = xml`<p class="lede">${hours ? words.hoursLede : words.alwaysOpen}</p>${previewCard(desk, hours, at)}${weekForm(desk, written)}${closedDays(desk, written.closed, typed)}`
  return sendPage(reply, desk, { title: words.hours, at: AT, main, notice, status })
}

function previewCard(desk: DeskParts, hours: OpeningHours | undefined, at: string | undefined): Xml {
  const { words, settings, now } = desk
  const chosen = at ? parseTime(at, settings.timeZone) : undefined
  const moment = chosen && 'at' in chosen ? chosen.at : now().getTime()
  const state = officeStateAt(hours, settings.timeZone, moment)
  const heard = callerHears(desk, state, moment).map((sentence) => xml`<li>${sentence}</li>`)
  const wall = writeWallTime(moment, settings.timeZone).replace(' ', 'T')
  return xml`<section class="card"><h2>${words.callersHear}</h2><p><strong>${state.isOpen ? words.isOpen : words.isClosed}</strong></p><ul class="heard">${heard}</ul>
<form method="get" class="line gap"><label class="grow">${words.atMoment}<input type="datetime-local" name="at" value="${wall}"/></label><button>${words.show}</button></form></section>`
}

function weekForm({ words }: DeskParts, { week: spans }: Written): Xml {
  const fields = weekdays.map((day) =>
    field(words.weekdays[day], { name: day, value: spans[day] ?? '', placeholder: words.closedAllDay }),
  )
  return xml`<form class="card" method="post" action="${AT}/week"><h2>${words.everyWeek}</h2><p class="soft gap">${words.spansHint}</p><div class="week">${fields}</div><button class="primary">${words.save}</button></form>`
}

function closedDays(desk: DeskParts, closed: ClosedDay[], typed: ClosedDay | undefined): Xml {
  const { words, settings } = desk
  const rows = closed.map(
    ({
      date,
      everyYear,
      say,
    }) => xml`<li><div><strong>${date}</strong>${everyYear ? xml` <span class="soft">${words.everyYear}</span>` : xml``}<br/><span class="soft">${Object.values(say).join(' · ')}</span></div>
<form method="post" action="${AT}/reopen">${hidden({ date })}<button aria-label="${words.remove} ${date}">${words.remove}</button></form></li>`,
  )
  const checked = typed?.everyYear ? xml` checked=""` : xml``
  const sentences = settings.languages.map((language: Language) =>
    field(words.sentenceIn[language], { name: language, maxlength: '300', value: typed?.say[language] }),
  )
  return xml`<section class="card"><h2>${words.closedDays}</h2><ul class="rows">${rows}</ul>
<form method="post" action="${AT}/close"><h3 class="gap">${words.closeDay}</h3>${field(words.date, { name: 'date', type: 'date', required: '', value: typed?.date })}${sentences}
<p class="field"><label class="check"><input type="checkbox" name="every-year"${checked}/> ${words.everyYear}</label></p><button class="primary">${words.close}</button></form></section>`
}
