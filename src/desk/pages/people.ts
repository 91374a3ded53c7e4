import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Xml, xml } from '../../cxml/xml.ts'
import { findByHeardName } from '../../directory/find-people.ts'
import { clientOf, withheldSubject } from '../../pins/subjects.ts'
import { type Client, findClient } from '../../store/clients.ts'
import { findByPhoneEnd } from '../../store/desk-people.ts'
import { listLocked } from '../../store/failed-attempts.ts'
import type { DeskParts } from '../desk-parts.ts'
import { readFields, text } from '../form.ts'
import { moment } from '../moments.ts'
import { sendPage } from '../page.ts'

const MOST_SHOWN = 20
const AT = '/desk/people'
const search = z.object({ q: text(200).default('') })

/** Finding people, who stay masked, and who is locked. What was searched for stands in no URL: those are logged on the way. */
export function peopleRoutes(app: FastifyInstance, desk: DeskParts): void {
  const { words } = desk
  app.get(AT, async (_request, reply) =>
    sendPage(reply, desk, {
      title: words.people,
      at: AT,
      main: xml`${searchForm(desk, '')}${await locks(desk)}`,
    }),
  )
  app.post(AT, async (request, reply) => {
    const { q } = readFields(search, request.body)
    const found = q === '' ? [] : await findPeopleBy(desk, q)
    const list =
      found.length === 0
        ? xml`<p class="card empty" role="status">${words.nobodyFound}</p>`
        : xml`<section class="card" aria-labelledby="found"><h2 id="found">${words.found(found.length)}</h2><ul class="rows">${found.map((client) => foundRow(desk, client))}</ul></section>`
    return sendPage(reply, desk, { title: words.people, at: AT, main: xml`${searchForm(desk, q)}${list}` })
  })
}

/** By the end of a number, four digits or more; by id; or by name, as the line hears it. */
async function findPeopleBy({ database, directory }: DeskParts, q: string): Promise<Client[]> {
  const digits = q.replace(/[\s().+-]/g, '')
  const byPhone = /^\d{4,15}$/.test(digits) ? await findByPhoneEnd(database, digits, MOST_SHOWN) : []
  const byId = await findClient(database, q)
  const byName = /\p{L}/u.test(q) ? await findByHeardName(directory, q) : []
  const all = [...(byId ? [byId] : []), ...byPhone, ...byName]
  return [...new Map(all.map((client) => [client.id, client])).values()].slice(0, MOST_SHOWN)
}

function searchForm({ words }: DeskParts, q: string): Xml {
  return xml`<form class="search" method="post" action="${AT}" role="search"><label for="q">${words.searchLabel}</label>
<div class="line"><input id="q" name="q" type="search" value="${q}" autocomplete="off" maxlength="200"/><button class="primary">${words.search}</button></div></form>`
}

function foundRow({ words }: DeskParts, client: Client): Xml {
  const { id, name } = client
  return xml`<li><div><strong>${maskedName(name)}</strong> <span class="soft">${id}</span></div>${openForm(id, words.open, `${words.open} ${id}`)}</li>`
}

/** Opening somebody is a form, because it is recorded. */
export function openForm(id: string, label: string, name: string): Xml {
  return xml`<form method="post" action="${personPath(id)}/open"><button aria-label="${name}">${label}</button></form>`
}

export function personPath(id: string): string {
  return `${AT}/${encodeURIComponent(id)}`
}

/** Each part's first letter: enough to tell namesakes from others, and no name. */
export function maskedName(name: string): string {
  return name
    .split(/\s+/)
    .map((part) => `${[...part][0] ?? ''}•••`)
    .join(' ')
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
  return xml`<form method="post" action="${AT}/unlock-number"><input type="hidden" name="number" value="${number}"/><button>${words.unlock}</button></form>`
}

function unlockKnown({ words }: DeskParts): Xml {
  return xml`<form method="post" action="${AT}/unlock-number"><label for="number">${words.unlockLabel}</label>
<div class="line"><input id="number" name="number" type="tel" placeholder="+12025550123" required=""/><button>${words.unlock}</button></div></form>`
}
