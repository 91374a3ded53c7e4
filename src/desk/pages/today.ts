import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { type Xml, xml } from '../../cxml/xml.ts'
import { lastDays } from '../../report/days.ts'
import { callsVersion, lastCalls } from '../../store/desk-calls.ts'
import { describeCall } from '../call-words.ts'
import type { DeskParts } from '../desk-parts.ts'
import { moment } from '../moments.ts'
import { sendPage } from '../page.ts'
import { createRecentDays, daysChart, daysTable, funnel } from '../recent-days.ts'

const AT = '/desk/today'
const POLL_MS = 2_000
/** Then the browser asks again, which needs a session that still lasts. */
const STREAM_LASTS_MS = 5 * 60_000

/** Calls now and today, which follow by themselves, and those of the last days. None of it names anybody. */
export function todayRoutes(app: FastifyInstance, desk: DeskParts): void {
  const { words } = desk
  const recentDays = createRecentDays(desk)
  const live = () => liveCalls(desk)
  app.get(AT, async (_request, reply) => {
    const days = await recentDays()
    const main = xml`<div id="live" data-events="${AT}/events" aria-live="polite">${await live()}</div>
${funnel(desk, days)}<section class="card"><h2>${words.lastDays}</h2>${daysChart(desk, days)}<details><summary>${words.asTable}</summary>${daysTable(desk, days)}</details></section>`
    return sendPage(reply, desk, { title: words.today, at: AT, main })
  })
  const streams = new Set<ServerResponse>()
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end()
  })
  app.get(`${AT}/events`, (_request, reply) => {
    reply.hijack()
    const { raw } = reply
    // The browser may have left while its session was looked up.
    if (raw.destroyed) return
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    streams.add(raw)
    const stop = follow(desk, raw, live)
    raw.on('close', () => {
      streams.delete(raw)
      stop()
    })
  })
}

/** Sends the list of calls again each time a call has begun, gone on or ended. */
function follow(desk: DeskParts, stream: ServerResponse, live: () => Promise<Xml>): () => void {
  let seen = ''
  const look = async () => {
    const version = await callsVersion(desk.database, startOfToday(desk))
    if (version === seen) return
    seen = version
    const { markup } = await live()
    if (!stream.writableEnded) stream.write(`data: ${JSON.stringify(markup)}\n\n`)
  }
  // While the database is away nothing changes here.
  const timer = setInterval(() => void look().catch(() => {}), POLL_MS)
  const end = setTimeout(() => stream.end(), STREAM_LASTS_MS)
  return () => {
    clearInterval(timer)
    clearTimeout(end)
  }
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
