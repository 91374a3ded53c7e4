import type { FastifyInstance } from 'fastify'
import { type Xml, xml } from '../../cxml/xml.ts'
import { lastDays } from '../../report/days.ts'
import { callsVersion, lastCalls } from '../../store/desk-calls.ts'
import { describeCall } from '../call-words.ts'
import type { DeskParts } from '../desk-parts.ts'
import { openStream } from '../event-stream.ts'
import { LiveStreams } from '../live-calls.ts'
import { moment } from '../moments.ts'
import { sendPage } from '../page.ts'
import { createRecentDays, daysChart, daysTable, funnel, handOvers } from '../recent-days.ts'

const AT = '/desk/today'

/** Calls now and today, which follow by themselves, and those of the last days. None of it names anybody. */
export function todayRoutes(app: FastifyInstance, desk: DeskParts): void {
  const { words } = desk
  const recentDays = createRecentDays(desk)
  const live = () => liveCalls(desk)
  // The days that are over are read before somebody waits for them; what could not be read, a visitor reads.
  app.addHook('onReady', async () => void recentDays().catch(() => {}))
  app.get(AT, async (_request, reply) => {
    const days = await recentDays()
    const main = xml`<div id="live" data-events="${AT}/events" data-ended="${words.noLongerLive}">${await live()}</div>
${funnel(desk, days)}<section class="card"><h2>${words.lastDays}</h2>${daysChart(desk, days)}<details><summary>${words.asTable}</summary>${daysTable(desk, days)}</details></section>
<section class="card"><h2>${words.whyHandedOver}</h2>${handOvers(desk, days)}</section>`
    return sendPage(reply, desk, { title: words.today, at: AT, main })
  })
  const streams = new LiveStreams({
    version: () => callsVersion(desk.database, startOfToday(desk)),
    markup: async () => (await live()).markup,
  })
  app.addHook('preClose', async () => streams.close())
  app.get(`${AT}/events`, (_request, reply) => {
    const stream = openStream(reply)
    if (stream) streams.add(stream)
  })
}

function startOfToday({ now, settings }: DeskParts): number {
  return lastDays(1, now(), settings.timeZone)[0]?.from ?? 0
}

async function liveCalls(desk: DeskParts): Promise<Xml> {
  const { words, database } = desk
  const now = desk.now().getTime()
  const calls = await lastCalls(database, startOfToday(desk))
  const rows = calls.map((call) => {
    const { state, says } = describeCall(desk, call, now)
    const text = call.text ? xml` <span class="soft">${words.textStates[call.text]}</span>` : xml``
    return xml`<li class="call ${state}"><span class="lamp"></span><span>${moment(desk, call.startedAt)}</span><span>${says}${text}</span></li>`
  })
  const list =
    rows.length === 0 ? xml`<p class="soft">${words.noCalls}</p>` : xml`<ol class="calls">${rows}</ol>`
  return xml`<section class="card"><h2>${words.callsToday}</h2>${list}</section>`
}
