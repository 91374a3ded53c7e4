import { type Xml, xml } from '../cxml/xml.ts'
import type { Alias } from '../store/aliases.ts'
import type { PersonOnFile } from '../store/desk-people.ts'
import type { DeskParts } from './desk-parts.ts'
import { hidden } from './form.ts'
import { personPath } from './found-people.ts'
import { type Locks, lockNotices } from './locks.ts'
import { moment } from './moments.ts'
import { recordWords } from './record-words.ts'
import { scrolled, tableOf } from './table.ts'
import { describeText } from './text-reason.ts'

export type OpenedPerson = { person: PersonOnFile; aliases: Alias[]; locks: Locks }

/** All that is on file of a person whose opening has been recorded. */
export function openedPerson(desk: DeskParts, { person, aliases, locks }: OpenedPerson): Xml {
  const { words } = desk
  const { id, name, phone, message, appointments, texts } = person
  const locked = lockNotices(desk, id, locks)
  const next = appointments.map(
    ({ at, note }) => xml`<li><div>${moment(desk, at)} <span class="soft">${note ?? ''}</span></div></li>`,
  )
  const sent = texts.map(
    (one) =>
      xml`<li><div>${moment(desk, one.promisedAt)} <span class="soft">${describeText(desk, one)}</span></div></li>`,
  )
  return xml`<section class="card person"><h2>${name}</h2>
<p class="facts"><span class="soft">${id}</span>${phone ? xml`<a class="number" href="tel:${phone}">${phone}</a>` : xml`<span class="soft">${words.noNumber}</span>`}${locked.length > 0 ? xml`` : xml`<span class="soft">${words.notLocked}</span>`}</p>${locked}</section>
<div class="columns">${card(words.appointments, next, words.noAppointment)}
<section class="card"><h2>${words.message}</h2><p${message ? xml`` : xml` class="soft"`}>${message ?? words.noMessage}</p></section>
${card(words.texts, sent, words.noTextsTo)}${card(words.aliases, aliasRows(desk, id, aliases), words.noAliases)}</div>
${recordCard(desk, person)}<form method="post" action="${personPath(id)}/erase"><button class="link">${words.erase}</button></form>`
}

function card(title: string, rows: Xml[], none: string): Xml {
  const list = rows.length > 0 ? xml`<ul class="rows">${rows}</ul>` : xml`<p class="soft">${none}</p>`
  return xml`<section class="card"><h2>${title}</h2>${list}</section>`
}

function aliasRows(desk: DeskParts, id: string, aliases: Alias[]): Xml[] {
  const { words } = desk
  return aliases.map(
    ({
      heardKey,
      addedAt,
      addedBy,
    }) => xml`<li><div><span class="said">${heardKey}</span> <span class="soft">${words.addedBy(addedBy)}, ${moment(desk, addedAt)}</span></div>
<form method="post" action="${personPath(id)}/remove-alias">${hidden({ heard: heardKey })}<button aria-label="${words.remove} ${heardKey}">${words.remove}</button></form></li>`,
  )
}

function recordCard(desk: DeskParts, { told, record }: PersonOnFile): Xml {
  const { words } = desk
  const last = told.lastAt === null ? xml`` : xml`, ${words.lastHeard} ${moment(desk, told.lastAt)}`
  const rows = record.map(
    ({ at, what, by }) =>
      xml`<tr><td>${moment(desk, at)}</td><td>${recordWords(desk, what)}</td><td>${by}</td></tr>`,
  )
  return xml`<section class="card"><h2>${words.recordOf}</h2><p class="soft">${words.timesTold(told.times)}${last}</p>
${scrolled(words.recordOf, 'gap', tableOf([words.when, words.what, words.how], rows))}</section>`
}
