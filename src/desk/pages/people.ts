import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Xml, xml } from '../../cxml/xml.ts'
import { clientOf, withheldSubject } from '../../pins/subjects.ts'
import { listLocked } from '../../store/failed-attempts.ts'
import type { DeskParts } from '../desk-parts.ts'
import { hidden, readFields, text } from '../form.ts'
import { findPeopleBy, foundPeople, peopleSearch, personPath } from '../found-people.ts'
import { moment } from '../moments.ts'
import { sendPage } from '../page.ts'

const AT = '/desk/people'
const search = z.object({ q: text(200).default('') })

/** Finding people, who stay masked, and who is locked. What was searched for stands in no URL: those are logged on the way. */
export function peopleRoutes(app: FastifyInstance, desk: DeskParts): void {
  const { words } = desk
  app.get(AT, async (_request, reply) => {
    const main = xml`${searchPart(desk, '', xml``)}${await locks(desk)}`
    return sendPage(reply, desk, { title: words.people, at: AT, main })
  })
  app.post(AT, async (request, reply) => {
    const { q } = readFields(search, request.body)
    const found = await findPeopleBy(desk, q)
    const list = foundPeople(desk, found, ({ id }) => openForm(id, words.open, `${words.open} ${id}`))
    return sendPage(reply, desk, { title: words.people, at: AT, main: searchPart(desk, q, list) })
  })
}

/** Opening somebody is a form, because it is recorded. */
export function openForm(id: string, label: string, name: string): Xml {
  return xml`<form method="post" action="${personPath(id)}/open"><button aria-label="${name}">${label}</button></form>`
}

function searchPart(desk: DeskParts, q: string, results: Xml): Xml {
  return peopleSearch(desk, { action: AT, id: 'q', q, results })
}

async function locks(desk: DeskParts): Promise<Xml> {
  const { words, database, now } = desk
  const locked = await listLocked(database, now().getTime())
  const clients = locked.flatMap(({ subject, lockedUntil }) => {
    const id = clientOf(subject)
    return id === undefined ? [] : [lockRow(desk, id, lockedUntil)]
  })
  const withheld = locked.some(({ subject }) => subject === withheldSubject)
  const numbers = locked.length - clients.length - (withheld ? 1 : 0)
  const none = locked.length === 0 ? xml`<p class="soft">${words.nobodyLocked}</p>` : xml``
  const rows = [
    ...clients,
    ...(withheld ? [xml`<li><div>${words.withheldLocked}</div>${unlockNumber(desk, 'withheld')}</li>`] : []),
  ]
  const known =
    numbers > 0 ? xml`<p class="gap">${words.numbersLocked(numbers)}</p>${unlockKnown(desk)}` : xml``
  return xml`<section class="card" aria-labelledby="locked"><h2 id="locked">${words.lockedTitle}</h2>${none}<ul class="rows">${rows}</ul>${known}</section>`
}

function lockRow(desk: DeskParts, id: string, until: number): Xml {
  const { words } = desk
  return xml`<li><div><a href="${personPath(id)}"><strong>${id}</strong></a> <span class="soft">${words.until} ${moment(desk, until)}</span></div>
<form method="post" action="${personPath(id)}/unlock"><button aria-label="${words.unlock} ${id}">${words.unlock}</button></form></li>`
}

function unlockNumber({ words }: DeskParts, number: string): Xml {
  return xml`<form method="post" action="${AT}/unlock-number">${hidden({ number })}<button>${words.unlock}</button></form>`
}

function unlockKnown({ words }: DeskParts): Xml {
  return xml`<form method="post" action="${AT}/unlock-number"><label for="number">${words.unlockLabel}</label>
<div class="line"><input id="number" name="number" type="tel" placeholder="+12025550123" required=""/><button>${words.unlock}</button></div></form>`
}
