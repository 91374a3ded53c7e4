import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Xml, xml } from '../../cxml/xml.ts'
import { isCallerNumber } from '../../phone-numbers/caller-number.ts'
import { clientSubject, numberSubject } from '../../pins/subjects.ts'
import { erase } from '../../retention/erase.ts'
import { findClient } from '../../store/clients.ts'
import { type PersonOnFile, readPerson } from '../../store/desk-people.ts'
import { recordLookUp } from '../../store/disclosures.ts'
import { findLockedUntil, forgetFailedAttempts } from '../../store/failed-attempts.ts'
import { accountOf, type DeskParts } from '../desk-parts.ts'
import { hidden, readFields, text } from '../form.ts'
import { maskedName, personPath } from '../found-people.ts'
import { moment } from '../moments.ts'
import { sendPage } from '../page.ts'
import { openForm } from './people.ts'

const AT = '/desk/people'
const HOUR_MS = 3_600_000
const params = z.object({ id: text(200) })

/** One person: masked, opened, unlocked, erased. */
export function personRoutes(app: FastifyInstance, desk: DeskParts): void {
  const { words, database, now, settings } = desk
  const idOf = (request: FastifyRequest) => readFields(params, request.params).id
  app.get(`${AT}/:id`, async (request, reply) => {
    const client = await findClient(database, idOf(request))
    if (!client) return sendGone(reply, desk)
    const main = xml`<section class="card person"><h2>${maskedName(client.name)}</h2><p class="soft">${client.id}</p><p>${words.masked}</p>${openForm(client.id, words.open, words.open)}</section>`
    return sendPage(reply, desk, { title: words.person, at: AT, main })
  })
  app.post(`${AT}/:id/open`, (request, reply) => openPerson(request, reply, desk, idOf(request)))
  app.post(`${AT}/:id/unlock`, async (request, reply) => {
    const id = idOf(request)
    const until = await forgetFailedAttempts(database, clientSubject(id))
    const says = until === undefined ? words.wasNotLocked : words.unlocked
    return sendPage(reply, desk, {
      ...{ title: words.person, at: AT, notice: { says } },
      main: xml`<p class="buttons">${openForm(id, words.open, words.open)}<a class="button" href="${AT}">${words.backToPeople}</a></p>`,
    })
  })
  app.post(`${AT}/unlock-number`, async (request, reply) => {
    const { number } = readFields(z.object({ number: text(40) }), request.body)
    const plain = number.replace(/[\s().-]/g, '')
    const isKnown = plain === 'withheld' || isCallerNumber(plain)
    const until = isKnown
      ? await forgetFailedAttempts(database, numberSubject(plain, settings.pinSecret))
      : undefined
    const says = isKnown ? (until === undefined ? words.wasNotLocked : words.unlocked) : words.numberFault
    return sendPage(reply, desk, {
      ...{ title: words.people, at: AT, notice: { says, isFault: !isKnown }, status: isKnown ? 200 : 422 },
      main: xml`<p><a class="button" href="${AT}">${words.backToPeople}</a></p>`,
    })
  })
  app.post(`${AT}/:id/erase`, async (request, reply) => {
    const id = idOf(request)
    const { sure } = readFields(z.object({ sure: z.literal('yes').optional() }), request.body)
    if (!sure) return askToErase(reply, desk, id)
    const isErased = await erase(database, id, now().getTime(), { by: byOf(request) })
    if (!isErased) return sendGone(reply, desk)
    const main = xml`<p><a class="button" href="${AT}">${words.backToPeople}</a></p>`
    return sendPage(reply, desk, { title: words.people, at: AT, main, notice: { says: words.erased } })
  })
}

/** How the record names the user of the desk. */
function byOf(request: FastifyRequest): string {
  return `desk:${accountOf(request)}`
}

/** Shows all that is on file, once that is recorded. */
async function openPerson(request: FastifyRequest, reply: FastifyReply, desk: DeskParts, id: string) {
  const { database, now, words } = desk
  const at = now().getTime()
  const person = await readPerson(database, id, at - HOUR_MS)
  if (!person) return sendGone(reply, desk)
  const lookUp = { clientId: id, appointmentAt: person.appointments[0]?.at ?? null, at, by: byOf(request) }
  await database.transaction((queries) => recordLookUp(queries, `desk-${randomUUID()}`, lookUp), {
    durable: true,
  })
  const lockedUntil = await findLockedUntil(database, clientSubject(id))
  return sendPage(reply, desk, {
    title: words.person,
    at: AT,
    main: opened(desk, person, lockedUntil),
  })
}

function opened(desk: DeskParts, person: PersonOnFile, lockedUntil: number): Xml {
  const { words, now } = desk
  const { id, name, phone, appointments, record } = person
  const isLocked = lockedUntil > now().getTime()
  const lock = isLocked
    ? xml`<p class="notice fault">${words.lockedUntil} ${moment(desk, lockedUntil)}</p><form method="post" action="${personPath(id)}/unlock"><button class="primary">${words.unlock}</button></form>`
    : xml`<p class="soft">${words.notLocked}</p>`
  const next = appointments.map(
    ({ at, note }) => xml`<li><div>${moment(desk, at)} <span class="soft">${note}</span></div></li>`,
  )
  const told = record.map(
    ({ at, what, by }) =>
      xml`<tr><td>${moment(desk, at)}</td><td>${whatWords(desk, what)}</td><td>${by}</td></tr>`,
  )
  return xml`<section class="card person"><h2>${name}</h2><p class="soft">${id}</p>
<p>${phone ? xml`<a class="number" href="tel:${phone}">${phone}</a>` : words.noNumber}</p>${lock}</section>
<section class="card"><h2>${words.appointments}</h2>${next.length > 0 ? xml`<ul class="rows">${next}</ul>` : xml`<p class="soft">${words.noAppointment}</p>`}</section>
<section class="card"><h2>${words.recordOf}</h2><div class="scroll" tabindex="0" role="group" aria-label="${words.recordOf}"><table><thead><tr><th scope="col">${words.when}</th><th scope="col">${words.what}</th><th scope="col">${words.how}</th></tr></thead><tbody>${told}</tbody></table></div></section>
<form method="post" action="${personPath(id)}/erase"><button class="link">${words.erase}</button></form>`
}

/** What an entry of the record is about, in words. */
export function whatWords({ words }: DeskParts, what: string): string {
  const known = new Map<string, string>(Object.entries(words.recordKinds))
  return known.get(what) ?? what
}

function askToErase(reply: FastifyReply, desk: DeskParts, id: string) {
  const { words } = desk
  const main = xml`<section class="card"><h2>${words.eraseAsk(id)}</h2><p>${words.eraseMeans}</p><div class="buttons gap">
<form method="post" action="${personPath(id)}/erase">${hidden({ sure: 'yes' })}<button class="danger">${words.eraseSure}</button></form>
<a class="button" href="${personPath(id)}">${words.cancel}</a></div></section>`
  return sendPage(reply, desk, { title: words.person, at: AT, main })
}

function sendGone(reply: FastifyReply, desk: DeskParts) {
  const { words } = desk
  const main = xml`<p class="card empty">${words.personGone}</p><p><a class="button" href="${AT}">${words.backToPeople}</a></p>`
  return sendPage(reply, desk, { title: words.person, at: AT, main, status: 404 })
}
