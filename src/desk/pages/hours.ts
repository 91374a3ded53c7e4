import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { type Xml, xml } from '../../cxml/xml.ts'
import type { Language } from '../../hearing/heard.ts'
import { officeStateAt } from '../../hours/office-state.ts'
import { writeSpans } from '../../hours/time-spans.ts'
import { type ReadHours, readHoursYaml } from '../../hours/yaml.ts'
import {
  type ClosedDay,
  changeHours,
  type OpeningHours,
  readHours,
  type TimeSpan,
  type Weekday,
  weekdays,
} from '../../store/hours.ts'
import { parseTime } from '../../time/parse-time.ts'
import { writeWallTime } from '../../time/zone.ts'
import type { DeskParts } from '../desk-parts.ts'
import { field, hidden, readFields, text } from '../form.ts'
import { tellHoursFault } from '../hours-fault.ts'
import { type Notice, sendPage } from '../page.ts'
import { callerHears } from '../what-callers-hear.ts'

const AT = '/desk/hours'
/** The digest of the hours that a form was shown with; a form without it is one of other hours. */
const form = z.object({ shown: text(43).default('') })
const times = z.object(Object.fromEntries(weekdays.map((day) => [day, text(200).default('')])))
const closing = form.extend({
  date: text(10),
  'every-year': z.literal('on').optional(),
  'en-US': text(300).optional(),
  'es-US': text(300).optional(),
})
const reopening = form.extend({ date: text(10) })
const preview = z.object({ at: text(16).optional() })
const notices = z.object({ after: z.enum(['saved']).optional() })

type Week = Partial<Record<Weekday, string>>
/** The hours as a form has them, which the file of hours has too. */
type Written = { week: Week; closed: ClosedDay[] }
type Typed = { week?: Week; day?: ClosedDay }

/** An office without hours stays open on all other days when one is closed. */
const ALWAYS_OPEN: Week = Object.fromEntries(weekdays.map((day) => [day, '0:00-24:00']))

/** Weekly times, closed days, and what a caller would hear. */
export function hoursRoutes(app: FastifyInstance, desk: DeskParts): void {
  const { words, database } = desk
  app.get(AT, async (request, reply) => {
    const { at } = readFields(preview, request.query)
    const { after } = readFields(notices, request.query)
    const notice = after && { says: words.saved }
    return sendHours(reply, desk, { hours: await readHours(database), at, notice })
  })
  app.post(`${AT}/week`, async (request, reply) => {
    const { shown } = readFields(form, request.body)
    const week = readFields(times, request.body)
    return save(reply, desk, {
      shown,
      change: (hours) => ({ week, closed: closedOf(hours) }),
      typed: { week },
    })
  })
  app.post(`${AT}/close`, async (request, reply) => {
    const { shown, ...given } = readFields(closing, request.body)
    const say = Object.fromEntries(
      desk.settings.languages.flatMap((one) => (given[one] ? [[one, given[one]]] : [])),
    )
    const day: ClosedDay = { date: given.date, everyYear: given['every-year'] === 'on', say }
    const change = (hours: OpeningHours | undefined) => ({
      week: hours ? weekOf(desk, hours) : ALWAYS_OPEN,
      closed: [...closedOf(hours), day],
    })
    return save(reply, desk, { shown, change, typed: { day } })
  })
  app.post(`${AT}/reopen`, async (request, reply) => {
    const { shown, date } = readFields(reopening, request.body)
    const change = (hours: OpeningHours | undefined) => ({
      week: weekOf(desk, hours),
      closed: closedOf(hours).filter((one) => one.date !== date),
    })
    return save(reply, desk, { shown, change })
  })
}

type Saving = {
  shown: string
  change: (hours: OpeningHours | undefined) => Written
  typed?: Typed
}

/** Hours that are not those shown are left; what was typed stays wherever nothing was saved. */
async function save(reply: FastifyReply, desk: DeskParts, { shown, change, typed }: Saving) {
  const refused = await changeHours<Shown>(desk.database, (hours) => {
    const refuse = (says: string, isStale: boolean) => ({
      refused: { hours, at: undefined, typed, isStale, notice: { says, isFault: true } },
    })
    if (digestOf(hours) !== shown) return refuse(desk.words.hoursChanged, true)
    const read = readWritten(desk, change(hours))
    return 'faults' in read ? refuse(read.faults.join('; '), false) : { next: read.hours }
  })
  return refused ? sendHours(reply, desk, refused) : reply.redirect(`${AT}?after=saved`, 303)
}

/** The same checks as a file of hours. */
function readWritten({ settings, words }: DeskParts, { week, closed }: Written): ReadHours {
  const days = Object.fromEntries(Object.entries(week).filter(([, spans]) => spans !== ''))
  const listed = closed.map(({ date, everyYear, say }) => ({ date, 'every-year': everyYear, say }))
  // JSON is YAML. A week without times is a fault, too: without hours the office would be open for ever.
  const read = readHoursYaml(JSON.stringify({ ...days, closed: listed }), settings.languages)
  return 'faults' in read ? { faults: read.faults.map((fault) => tellHoursFault(words, fault)) } : read
}

function digestOf(hours: OpeningHours | undefined): string {
  return createHash('sha256')
    .update(JSON.stringify(hours ?? null))
    .digest('base64url')
}

function weekOf({ words }: DeskParts, hours: OpeningHours | undefined): Week {
  const write = (spans: TimeSpan[] | undefined) => {
    if (!spans) return ''
    return spans.length === 0 ? words.closedAllDay : writeSpans(spans)
  }
  return Object.fromEntries(weekdays.map((day) => [day, write(hours?.weekly[day])]))
}

function closedOf(hours: OpeningHours | undefined): ClosedDay[] {
  return hours?.closed ?? []
}

type Shown = {
  hours: OpeningHours | undefined
  at: string | undefined
  /** What could not be saved. */
  typed?: Typed | undefined
  /** Whether somebody else has changed the hours since they were shown. */
  isStale?: boolean
  notice?: Notice | undefined
}

function sendHours(reply: FastifyReply, desk: DeskParts, shown: Shown) {
  const { words } = desk
  const { hours, at, typed, notice } = shown
  const status = notice?.isFault ? 422 : 200
  const main = xml`<p class="lede">${hours ? words.hoursLede : words.alwaysOpen}</p>${previewCard(desk, hours, at)}${weekCard(desk, shown)}${closedDays(desk, hours, typed?.day)}`
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

/** Where somebody else has changed the hours, a day that differs has theirs below what was typed. */
function weekCard(desk: DeskParts, { hours, typed, isStale }: Shown): Xml {
  const { words } = desk
  const stored = weekOf(desk, hours)
  const week = typed?.week ?? stored
  const fields = weekdays.map((day) => {
    const [value = '', theirs] = [week[day], stored[day]]
    const hint = isStale && value !== theirs ? words.nowOnFile(theirs || words.closedAllDay) : ''
    return field(words.weekdays[day], { name: day, value, placeholder: words.closedAllDay, hint })
  })
  return xml`<form class="card" method="post" action="${AT}/week">${hidden({ shown: digestOf(hours) })}<h2>${words.everyWeek}</h2><p class="soft gap">${words.spansHint}</p><div class="week">${fields}</div><button class="primary">${words.save}</button></form>`
}

function closedDays(
  { words, settings }: DeskParts,
  hours: OpeningHours | undefined,
  typed: ClosedDay | undefined,
): Xml {
  const shown = digestOf(hours)
  const rows = closedOf(hours).map(
    ({
      date,
      everyYear,
      say,
    }) => xml`<li><div><strong>${date}</strong>${everyYear ? xml` <span class="soft">${words.everyYear}</span>` : xml``}<br/><span class="soft">${Object.values(say).join(' · ')}</span></div>
<form method="post" action="${AT}/reopen">${hidden({ date, shown })}<button aria-label="${words.remove} ${date}">${words.remove}</button></form></li>`,
  )
  const checked = typed?.everyYear ? xml` checked=""` : xml``
  const sentences = settings.languages.map((language: Language) =>
    field(words.sentenceIn[language], { name: language, maxlength: '300', value: typed?.say[language] }),
  )
  return xml`<section class="card"><h2>${words.closedDays}</h2><ul class="rows">${rows}</ul>
<form method="post" action="${AT}/close">${hidden({ shown })}<h3 class="gap">${words.closeDay}</h3>${field(words.date, { name: 'date', type: 'date', required: '', value: typed?.date })}${sentences}
<p class="field"><label class="check"><input type="checkbox" name="every-year"${checked}/> ${words.everyYear}</label></p><button class="primary">${words.close}</button></form></section>`
}
