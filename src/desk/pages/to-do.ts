import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Xml, xml } from '../../cxml/xml.ts'
import { workingDayAgo } from '../../hours/office-state.ts'
import {
  allowFeed,
  type FailedText,
  findDoneBy,
  listFailedTexts,
  markTextDone,
} from '../../store/desk-to-do.ts'
import { readHours } from '../../store/hours.ts'
import { readFailedDeliveries } from '../../store/request-deliveries.ts'
import { finishRequest, readRequests, type StoredRequest } from '../../store/requests.ts'
import { accountOf, type DeskParts } from '../desk-parts.ts'
import { askToAllow, FEED_PATH, feedCard, waitingFeeds } from '../feed-cards.ts'
import { hidden, readFields, text } from '../form.ts'
import { personPath } from '../found-people.ts'
import { moment } from '../moments.ts'
import { sendPage } from '../page.ts'
import { textReason } from '../text-reason.ts'

const MOST_SHOWN = 200
const query = z.object({ after: z.enum(['done', 'gone', 'allowed', 'moved']).optional() })
const allowed = z.object({ name: text(200), removal: text(200), sure: z.literal('yes').optional() })
const done = z.object({ kind: z.enum(['request', 'text']), id: text(200) })

/** What somebody at the office has to deal with: what callers asked for, and texts that never came. */
export function toDoRoutes(app: FastifyInstance, desk: DeskParts): void {
  const { words, database, settings } = desk
  app.get('/desk/to-do', async (request, reply) => {
    const { after } = readFields(query, request.query)
    const requests = await openRequests(desk)
    const late = workingDayAgo(await readHours(database), settings.timeZone, desk.now().getTime())
    const texts = await listFailedTexts(database)
    const failed = new Set((await readFailedDeliveries(database)).map(({ id }) => id))
    const feeds = await waitingFeeds(desk)
    const isEmpty = requests.length + texts.length + feeds.length === 0
    const main = isEmpty
      ? xml`<p class="card empty">${words.nothingToDo}</p>`
      : xml`<ul class="things">
${feeds.map((one) => feedCard(desk, one))}${requests.map((one) => requestCard(desk, one, { hasFailed: failed.has(one.id), isLate: one.askedAt < late }))}${texts.map((one) => textCard(desk, one))}</ul>`
    const notice = after && { says: { ...words.doneNotice, ...words.feeds.after }[after] }
    return sendPage(reply, desk, { title: words.toDo, at: '/desk/to-do', main, notice })
  })
  app.post('/desk/to-do/done', async (request, reply) => {
    const { kind, id } = readFields(done, request.body)
    const what = { by: accountOf(request), at: desk.now().getTime() }
    const isFirst =
      kind === 'request'
        ? await finishRequest(database, { id, ...what })
        : await markTextDone(database, { call: id, ...what })
    // The second click of one account is no news from another.
    const isOwn = isFirst || (await findDoneBy(database, kind, id)) === what.by
    return reply.redirect(`/desk/to-do?after=${isOwn ? 'done' : 'gone'}`, 303)
  })
  app.post(FEED_PATH, async (request, reply) => {
    const { name, removal, sure } = readFields(allowed, request.body)
    const row = (await waitingFeeds(desk)).find((one) => one.name === name && one.heldRemoval === removal)
    if (row && !sure)
      return sendPage(reply, desk, { title: words.toDo, at: '/desk/to-do', main: askToAllow(desk, row) })
    const what = { by: accountOf(request), at: desk.now().getTime() }
    const isAllowed = row && (await allowFeed(database, { name, removal, ...what }))
    return reply.redirect(`/desk/to-do?after=${isAllowed ? 'allowed' : 'moved'}`, 303)
  })
}

async function openRequests({ database }: DeskParts): Promise<StoredRequest[]> {
  const open: StoredRequest[] = []
  for await (const request of readRequests(database, { since: 0, isAll: false })) {
    open.push(request)
    if (open.length === MOST_SHOWN) break
  }
  return open
}

type RequestState = { hasFailed: boolean; isLate: boolean }

function requestCard(desk: DeskParts, request: StoredRequest, { hasFailed, isLate }: RequestState): Xml {
  const { words } = desk
  const { id, kind, number, client, appointmentAt, askedAt, appointment } = request
  const since =
    appointment === 'changed' || appointment === 'removed'
      ? xml` <em>${words.since[appointment]}</em>`
      : xml``
  const facts = [
    ...(kind === 'call-back' ? [row(words.number, numberLink(desk, number))] : []),
    ...(appointmentAt === null ? [] : [row(words.appointment, xml`${moment(desk, appointmentAt)}${since}`)]),
    ...(hasFailed ? [row(words.why, xml`${words.notDelivered}`)] : []),
  ]
  return thing(desk, {
    ...{ kind: 'request', id, title: words.kinds[kind], facts, client, isLate },
    at: askedAt,
  })
}

function textCard(desk: DeskParts, { call, client, promisedAt, code }: FailedText): Xml {
  const { words } = desk
  const facts = [row(words.why, xml`${words.textReasons[textReason(code)]}`)]
  return thing(desk, { kind: 'text', id: call, title: words.textFailed, facts, client, at: promisedAt })
}

type Thing = {
  kind: string
  id: string
  title: string
  facts: Xml[]
  client: string | null
  at: number
  isLate?: boolean
}

function thing(desk: DeskParts, { kind, id, title, facts, client, at, isLate }: Thing): Xml {
  const { words } = desk
  const person =
    client === null
      ? xml`<span class="soft">${words.unknownCaller}</span>`
      : xml`<a href="${personPath(client)}">${words.whoIsIt}</a>`
  return xml`<li class="card thing ${kind === 'text' ? 'failed' : isLate ? 'late' : ''}"><div><h2>${title}</h2>
<p class="soft">${moment(desk, at)}</p>${isLate ? xml`<p><em class="badge late">${words.late}</em></p>` : xml``}</div><dl>${facts}${row(words.person, person)}</dl>
<form method="post" action="/desk/to-do/done">${hidden({ kind, id })}<button>${words.done}</button></form></li>`
}

function row(name: string, value: Xml): Xml {
  return xml`<div><dt>${name}</dt><dd>${value}</dd></div>`
}

function numberLink({ words }: DeskParts, number: string | null): Xml {
  return number === null ? xml`${words.noNumber}` : xml`<a class="number" href="tel:${number}">${number}</a>`
}
