import { type Xml, xml } from '../cxml/xml.ts'
import { findByHeardName } from '../directory/find-people.ts'
import { type Client, findClient } from '../store/clients.ts'
import { findByNames, findByPhoneEnd } from '../store/desk-people.ts'
import type { DeskParts } from './desk-parts.ts'

const MOST_SHOWN = 20
const PEOPLE = '/desk/people'

export function personPath(id: string): string {
  return `${PEOPLE}/${encodeURIComponent(id)}`
}

/** Each part's first letter: enough to tell namesakes from others, and no name. */
export function maskedName(name: string): string {
  return name
    .split(/\s+/)
    .map((part) => `${[...part][0] ?? ''}•••`)
    .join(' ')
}

/** By the end of a number, four digits or more; by id; or by name, as the line hears it, or one half of it. */
export async function findPeopleBy({ database, directory }: DeskParts, q: string): Promise<Client[]> {
  if (q === '') return []
  const digits = q.replace(/[\s().+-]/g, '')
  const byPhone = /^\d{4,15}$/.test(digits) ? await findByPhoneEnd(database, digits, MOST_SHOWN) : []
  const byId = await findClient(database, q)
  // One half of a name says too little on the phone, and enough here.
  const byHalf = /\s/.test(q) ? [] : await findByNames(database, await directory.keysWithHalf(q, MOST_SHOWN))
  const isName = byHalf.length === 0 && /\p{L}/u.test(q)
  const byName = isName ? await findByHeardName(directory, q) : []
  const all = [...(byId ? [byId] : []), ...byPhone, ...byHalf, ...byName]
  return [...new Map(all.map((client) => [client.id, client])).values()].slice(0, MOST_SHOWN)
}

/** A form that searches when it is sent, and, with scripts, while somebody types; `results` are what it has found. */
export function peopleSearch(
  { words }: DeskParts,
  {
    action,
    id,
    q,
    more = [],
    results,
  }: { action: string; id: string; q: string; more?: Xml[]; results: Xml },
): Xml {
  return xml`<form class="search" method="post" action="${action}" role="search" data-search="${id}-found">${more}<label for="${id}">${words.searchLabel}</label>
<div class="line"><input id="${id}" name="q" type="search" value="${q}" autocomplete="off" maxlength="200"/><button class="primary">${words.search}</button></div></form>
<div id="${id}-found" aria-live="polite">${results}</div>`
}

/** Those who were found, masked, each with what can be done. */
export function foundPeople({ words }: DeskParts, found: Client[], actionOf: (client: Client) => Xml): Xml {
  if (found.length === 0) return xml`<p class="card empty">${words.nobodyFound}</p>`
  const rows = found.map(
    (client) =>
      xml`<li><div><strong>${maskedName(client.name)}</strong> <a href="${personPath(client.id)}">${client.id}</a></div>${actionOf(client)}</li>`,
  )
  return xml`<section class="card"><h2>${words.found(found.length)}</h2><ul class="rows">${rows}</ul></section>`
}
