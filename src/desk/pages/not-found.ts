import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { createEncryption, type Encryption } from '../../crypto/encryption.ts'
import { type Xml, xml } from '../../cxml/xml.ts'
import { aliasKeys } from '../../hearing/names/heard-key.ts'
import { addAlias } from '../../store/aliases.ts'
import {
  findMisheard,
  forgetMisheard,
  listMisheard,
  type MisheardWords,
  neverKeep,
} from '../../store/misheard.ts'
import { readMisheard } from '../../webhooks/misheard-log.ts'
import { accountOf, type DeskParts } from '../desk-parts.ts'
import { hidden, readFields, text } from '../form.ts'
import { findPeopleBy, foundPeople, peopleSearch } from '../found-people.ts'
import { moment } from '../moments.ts'
import { sendPage } from '../page.ts'

const AT = '/desk/not-found'
const query = z.object({ after: z.enum(['stored', 'never', 'gone']).optional() })
const rowOnly = z.object({ row: z.string().regex(/^[\w-]{43}$/) })
const search = rowOnly.extend({ q: text(200).default('') })
const alias = rowOnly.extend({ client: text(200) })

/** Words that led nowhere, as they are shown. */
type Heard = Omit<MisheardWords, 'words'> & { says: string }

/** What was heard as a name and led nowhere; whose name it is becomes an alias, about which callers are asked. */
export function notFoundRoutes(app: FastifyInstance, desk: DeskParts): void {
  const { words, database, now, settings } = desk
  const encryption = createEncryption(settings.pinSecret)
  const find = async (digest: string) => {
    const found = await findMisheard(database, digest)
    return found && shown(encryption, found)[0]
  }
  app.get(AT, async (request, reply) => {
    const { after } = readFields(query, request.query)
    if (!settings.keepsMisheard) return sendOff(reply, desk)
    const heard = (await listMisheard(database)).flatMap((one) => shown(encryption, one))
    const rows = heard.map((one) => heardRow(desk, one))
    const list = rows.length === 0 ? xml`<p class="card empty">${words.nothingMisheard}</p>` : listOf(rows)
    const main = xml`<p class="lede">${words.notFoundLede}</p>${list}`
    const notice = after && { says: words.notFoundNotice[after] }
    return sendPage(reply, desk, { title: words.notFound, at: AT, main, notice })
  })
  app.post(`${AT}/search`, async (request, reply) => {
    const { row, q } = readFields(search, request.body)
    const heard = await find(row)
    if (!heard) return reply.redirect(`${AT}?after=gone`, 303)
    const found = foundPeople(desk, await findPeopleBy(desk, q), ({ id }) => thisWas(desk, heard.digest, id))
    const main = xml`${listOf([heardRow(desk, heard, { q, found })])}<p><a class="button" href="${AT}">${words.backToNotFound}</a></p>`
    return sendPage(reply, desk, { title: words.notFound, at: AT, main })
  })
  app.post(`${AT}/alias`, async (request, reply) => {
    const { row, client } = readFields(alias, request.body)
    const heard = await find(row)
    const [heardKey] = heard ? aliasKeys(heard.says) : []
    if (heardKey === undefined) return reply.redirect(`${AT}?after=gone`, 303)
    const by = accountOf(request)
    const isStored = await database.transaction(async (queries) => {
      const isOnFile = await addAlias(queries, { client, heardKey, at: now().getTime(), by })
      if (isOnFile) await forgetMisheard(queries, row)
      return isOnFile
    })
    if (isStored) return reply.redirect(`${AT}?after=stored`, 303)
    const main = xml`<p><a class="button" href="${AT}">${words.backToNotFound}</a></p>`
    const notice = { says: words.personGone, isFault: true }
    return sendPage(reply, desk, { title: words.notFound, at: AT, main, notice, status: 404 })
  })
  app.post(`${AT}/never`, async (request, reply) => {
    const { row } = readFields(rowOnly, request.body)
    await neverKeep(database, row, now().getTime())
    return reply.redirect(`${AT}?after=never`, 303)
  })
}

function shown(encryption: Encryption, { words, ...row }: MisheardWords): Heard[] {
  const says = readMisheard(encryption, { words, digest: row.digest })
  return says === undefined ? [] : [{ ...row, says }]
}

function listOf(rows: Xml[]): Xml {
  return xml`<section class="card"><ul class="rows">${rows}</ul></section>`
}

type Search = { q: string; found: Xml }

function heardRow(desk: DeskParts, heard: Heard, search?: Search): Xml {
  const { words } = desk
  const { digest, says, times, lastAt } = heard
  const canBeName = says.includes(' ')
  const whose = canBeName ? whoseForm(desk, heard, search) : xml`<p class="soft">${words.oneWord}</p>`
  return xml`<li class="misheard"><div><h2 class="said">${says}</h2>
<p class="soft">${words.heardTimes(times)} <span aria-hidden="true">·</span> ${words.lastHeard} ${moment(desk, lastAt)}</p></div>
${whose}<form method="post" action="${AT}/never">${hidden({ row: digest })}<button class="link" aria-label="${words.never}: ${says}">${words.never}</button></form></li>`
}

function whoseForm(desk: DeskParts, { digest, says }: Heard, search?: Search): Xml {
  const form = peopleSearch(desk, {
    ...{ action: `${AT}/search`, id: `q-${digest}`, more: hidden({ row: digest }) },
    ...{ q: search?.q ?? '', results: search?.found ?? xml`` },
  })
  return xml`<details name="whose"${search ? xml` open=""` : xml``}><summary class="button">${desk.words.thisWas} <span class="hidden">${says}</span></summary>${form}</details>`
}

function thisWas({ words }: DeskParts, digest: string, client: string): Xml {
  return xml`<form method="post" action="${AT}/alias">${hidden({ row: digest, client })}<button aria-label="${words.thisWasThem} ${client}">${words.thisWasThem}</button></form>`
}

/** What the page would show, and how to switch it on. */
function sendOff(reply: FastifyReply, desk: DeskParts) {
  const { words, settings } = desk
  const how = settings.isDiscreet
    ? xml`<p>${words.notFoundDiscreet}</p>`
    : xml`<p>${words.notFoundHow}</p><pre>KEEP_MISHEARD=on</pre><p class="soft">${words.notFoundKept}</p>`
  const main = xml`<section class="card"><h2>${words.notFoundOff}</h2><p>${words.notFoundWould}</p>${how}</section>`
  return sendPage(reply, desk, { title: words.notFound, at: AT, main })
}
