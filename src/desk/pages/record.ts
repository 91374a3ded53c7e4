import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Xml, xml } from '../../cxml/xml.ts'
import { columns, writeAuditLine } from '../../retention/audit.ts'
import { type AuditEntry, type AuditRange, readAudit } from '../../store/audit.ts'
import { findClient } from '../../store/clients.ts'
import type { Database } from '../../store/database.ts'
import { type DeskText, newestEntries, newestTexts } from '../../store/desk-record.ts'
import type { DeskParts } from '../desk-parts.ts'
import { readFields, text } from '../form.ts'
import { personPath } from '../found-people.ts'
import { moment } from '../moments.ts'
import { sendPage } from '../page.ts'
import { recordOpening } from '../record-opening.ts'
import { recordWords } from '../record-words.ts'
import { scrolled, tableOf } from '../table.ts'
import { describeText } from '../text-reason.ts'

const AT = '/desk/record'
const DAY_MS = 24 * 3_600_000
const periods = ['1', '7', '30', '90'] as const
const filter = z.object({ days: z.enum(periods).default('7'), client: text(200).optional() })

/** The texts, and the record of what was told: shown by day and id, or as CSV. */
export function recordRoutes(app: FastifyInstance, desk: DeskParts): void {
  const { words, database, now } = desk
  const rangeOf = (query: unknown) => {
    const { days, client } = readFields(filter, query)
    return { days, since: now().getTime() - Number(days) * DAY_MS, client: client || undefined }
  }
  app.get(AT, async (request, reply) => {
    const { days, since, client } = rangeOf(request.query)
    const entries = await newestEntries(database, { since, client })
    const main = xml`${textsCard(desk, await newestTexts(database))}<section class="card"><h2>${words.record}</h2>${filterForm(desk, days, client)}${table(desk, entries)}</section>`
    return sendPage(reply, desk, { title: words.textsAndRecord, at: AT, main })
  })
  app.get(`${AT}.csv`, async (request, reply) => {
    const { since, client } = rangeOf(request.query)
    // The record of one person holds the appointments that were told, so asking for it is a look-up.
    if (client && (await findClient(database, client)))
      await recordOpening(desk, request, { clientId: client, appointmentAt: null })
    return reply
      .header('content-disposition', 'attachment; filename="record.csv"')
      .type('text/csv; charset=utf-8')
      .send(Readable.from(csvOf(database, { since, until: now().getTime() + 1, client })))
  })
}

/** Appointments stand in it only where it is about one person. */
async function* csvOf(database: Database, range: AuditRange): AsyncGenerator<string> {
  yield `${columns.join(',')}\n`
  for await (const entry of readAudit(database, range)) {
    const shown = range.client ? entry : { ...entry, appointmentAt: null }
    yield `${writeAuditLine(shown, 'csv')}\n`
  }
}

function filterForm({ words }: DeskParts, days: string, client: string | undefined): Xml {
  const options = periods.map(
    (one) =>
      xml`<option value="${one}"${one === days ? xml` selected=""` : xml``}>${words.lastDaysOf(Number(one))}</option>`,
  )
  const query = new URLSearchParams({ days, ...(client && { client }) }).toString()
  return xml`<form method="get" class="line gap"><label class="grow">${words.period}<select name="days">${options}</select></label>
<label class="grow">${words.idOf}<input name="client" value="${client ?? ''}" autocomplete="off"/></label><button>${words.show}</button><a class="button" href="${AT}.csv?${query}">CSV</a></form>`
}

function table(desk: DeskParts, entries: AuditEntry[]): Xml {
  const { words } = desk
  if (entries.length === 0) return xml`<p class="soft gap">${words.nothingRecorded}</p>`
  const rows = entries.map(
    ({ at, what, client, verifiedBy }) =>
      xml`<tr><td>${moment(desk, at)}</td><td>${recordWords(desk, what)}</td><td><a href="${personPath(client)}">${client}</a></td><td>${verifiedBy}</td></tr>`,
  )
  const { when, what, person, how } = words
  return scrolled(words.record, 'gap', tableOf([when, what, person, how], rows))
}

function textsCard(desk: DeskParts, texts: DeskText[]): Xml {
  const { words } = desk
  if (texts.length === 0)
    return xml`<section class="card"><h2>${words.texts}</h2><p class="soft">${words.noTexts}</p></section>`
  const rows = texts.map(
    (one) => xml`<tr><td>${moment(desk, one.promisedAt)}</td><td>${describeText(desk, one)}</td></tr>`,
  )
  return xml`<section class="card"><h2>${words.texts}</h2>${scrolled(words.texts, 'low', tableOf([words.when, words.what], rows))}</section>`
}
