import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { xml } from '../../cxml/xml.ts'
import { isCallerNumber } from '../../phone-numbers/caller-number.ts'
import { clientSubject, numberSubject } from '../../pins/subjects.ts'
import { erase } from '../../retention/erase.ts'
import { listAliases, removeAlias } from '../../store/aliases.ts'
import { APPOINTMENT_LASTS_MS, findClient } from '../../store/clients.ts'
import { readPerson } from '../../store/desk-people.ts'
import { forgetFailedAttempts } from '../../store/failed-attempts.ts'
import type { DeskParts } from '../desk-parts.ts'
import { hidden, readFields, text } from '../form.ts'
import { maskedName, personPath } from '../found-people.ts'
import { describeUnlocked, findLocks, lockNotices, ownNumberSubject } from '../locks.ts'
import { openedPerson } from '../opened-person.ts'
import { sendPage } from '../page.ts'
import { byOf, recordOpening } from '../record-opening.ts'
import { openForm } from './people.ts'

const AT = '/desk/people'
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
    return sendUnlocked(reply, desk, id, await forgetFailedAttempts(database, clientSubject(id)))
  })
  app.post(`${AT}/:id/unlock-number`, async (request, reply) => {
    const id = idOf(request)
    const subject = await ownNumberSubject(desk, id)
    const until = subject === undefined ? undefined : await forgetFailedAttempts(database, subject)
    return sendUnlocked(reply, desk, id, until)
  })
  app.post(`${AT}/:id/remove-alias`, async (request, reply) => {
    const id = idOf(request)
    await removeAlias(database, id, readFields(z.object({ heard: text(500) }), request.body).heard)
    return sendDone(reply, desk, id, words.aliasRemoved)
  })
  app.post(`${AT}/unlock-number`, async (request, reply) => {
    const { number } = readFields(z.object({ number: text(40) }), request.body)
    const plain = number.replace(/[\s().-]/g, '')
    const isKnown = plain === 'withheld' || isCallerNumber(plain)
    const until = isKnown
      ? await forgetFailedAttempts(database, numberSubject(plain, settings.pinSecret))
      : undefined
    const says = isKnown ? describeUnlocked(desk, until) : words.numberFault
    return sendPage(reply, desk, {
      ...{ title: words.people, at: AT, notice: { says, isFault: !isKnown }, status: isKnown ? 200 : 422 },
      main: backLink(desk),
    })
  })
  app.post(`${AT}/:id/erase`, async (request, reply) => {
    const id = idOf(request)
    const { sure } = readFields(z.object({ sure: z.literal('yes').optional() }), request.body)
    if (!sure) return askToErase(reply, desk, id)
    const isErased = await erase(database, id, now().getTime(), { by: byOf(request) })
    if (!isErased) return sendGone(reply, desk)
    const main = backLink(desk)
    return sendPage(reply, desk, { title: words.people, at: AT, main, notice: { says: words.erased } })
  })
}

/** Says that they can call again only when their record and their number on file both let them. */
async function sendUnlocked(reply: FastifyReply, desk: DeskParts, id: string, until: number | undefined) {
  const { words, now } = desk
  const others = lockNotices(desk, id, await findLocks(desk, id))
  if (others.length === 0) return sendDone(reply, desk, id, describeUnlocked(desk, until))
  const wasLocked = until !== undefined && until > now().getTime()
  const says = wasLocked ? words.unlockedInPart : describeUnlocked(desk, until)
  return sendDone(reply, desk, id, says, xml`<section class="card person">${others}</section>`)
}

/** What was done to somebody; nothing of them is shown without opening them again. */
function sendDone(reply: FastifyReply, desk: DeskParts, id: string, says: string, more = xml``) {
  const { words } = desk
  return sendPage(reply, desk, {
    ...{ title: words.person, at: AT, notice: { says } },
    main: xml`${more}<p class="buttons">${openForm(id, words.open, words.open)}<a class="button" href="${AT}">${words.backToPeople}</a></p>`,
  })
}

/** Shows all that is on file, once that is recorded. */
async function openPerson(request: FastifyRequest, reply: FastifyReply, desk: DeskParts, id: string) {
  const { database, now, words } = desk
  const person = await readPerson(database, id, now().getTime() - APPOINTMENT_LASTS_MS)
  if (!person) return sendGone(reply, desk)
  const appointmentAt = person.appointments[0]?.at ?? null
  await recordOpening(desk, request, { clientId: id, appointmentAt })
  const [aliases, locks] = await Promise.all([listAliases(database, id), findLocks(desk, id)])
  const main = xml`${backLink(desk)}${openedPerson(desk, { person, aliases, locks })}`
  return sendPage(reply, desk, { title: words.person, at: AT, main })
}

function backLink({ words }: DeskParts) {
  return xml`<p><a class="button" href="${AT}">${words.backToPeople}</a></p>`
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
  const main = xml`<p class="card empty">${words.personGone}</p>${backLink(desk)}`
  return sendPage(reply, desk, { title: words.person, at: AT, main, status: 404 })
}
