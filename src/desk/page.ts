import type { FastifyReply } from 'fastify'
import { type Xml, xml } from '../cxml/xml.ts'
import { countToDo } from '../store/desk-to-do.ts'
import type { DeskParts } from './desk-parts.ts'
import { waitingFeeds } from './feed-cards.ts'

export type DeskPage = {
  title: string
  /** The path of the page that is marked in the navigation. */
  at?: string
  main: Xml
  status?: number
  /** A sentence above the page. */
  notice?: Notice | undefined
}
export type Notice = { says: string; isFault?: boolean }

/** Sends a page in the frame that all of them share: a header with the pages, and a main part. */
export async function sendPage(reply: FastifyReply, desk: DeskParts, page: DeskPage): Promise<FastifyReply> {
  const open = (await countToDo(desk.database)) + (await waitingFeeds(desk)).length
  return reply
    .code(page.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(framed(desk, page, header(desk, page, { account: reply.request.session?.account, open }), open))
}

/** Sends a page that shows nothing of the office, for a visitor who has not signed in. */
export function sendBarePage(
  reply: FastifyReply,
  desk: Pick<DeskParts, 'words' | 'language'>,
  page: DeskPage,
) {
  const main = xml`<div class="card narrow">${page.main}</div>`
  return reply
    .code(page.status ?? 200)
    .type('text/html; charset=utf-8')
    .send(framed(desk, { ...page, main }, xml``, 0))
}

function framed(
  { words, language }: Pick<DeskParts, 'words' | 'language'>,
  { title, main, notice }: DeskPage,
  top: Xml,
  open: number,
): string {
  const says =
    notice &&
    xml`<p class="notice${notice.isFault ? ' fault' : ''}" role="${notice.isFault ? 'alert' : 'status'}">${notice.says}</p>`
  return `<!doctype html>${
    xml`<html lang="${language}"><head><meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title>${open > 0 ? `(${open}) ` : ''}${title} · ${words.desk}</title>
<link rel="icon" href="/desk/assets/icon.svg" type="image/svg+xml"/>
<link rel="stylesheet" href="/desk/assets/desk.css"/>
<script type="module" src="/desk/assets/desk.js"></script></head>
<body><a class="skip" href="#page">${words.skip}</a>${top}
<main id="page" tabindex="-1"><h1>${title}</h1>${says}
${main}</main></body></html>`.markup
  }\n`
}

function header(
  desk: DeskParts,
  { at }: DeskPage,
  { account, open }: { account: string | undefined; open: number },
): Xml {
  const { words, settings } = desk
  const { officeName } = settings
  const links = navigation(desk).map(([path, name]) => {
    const badge = path === '/desk/to-do' && open > 0 ? xml` <span class="badge">${open}</span>` : xml``
    return xml`<li><a href="${path}"${path === at ? xml` aria-current="page"` : xml``}>${name}${badge}</a></li>`
  })
  const leave =
    account === undefined
      ? xml`<p class="who">${words.development}</p>`
      : xml`<form class="who" method="post" action="/desk/sign-out"><span>${words.signedIn(account)}</span><button class="link">${words.signOut}</button></form>`
  return xml`<header class="top"><p class="brand"><img src="/desk/assets/icon.svg" alt="" width="26" height="26"/>${
    officeName ? words.theDesk(officeName) : words.desk
  }</p>${leave}</header>
<nav class="pages" aria-label="${words.pages}"><ul>${links}</ul></nav>`
}

/** The pages in the order of the navigation. */
function navigation({ words }: DeskParts): [path: string, name: string][] {
  return [
    ['/desk/today', words.today],
    ['/desk/to-do', words.toDo],
    ['/desk/not-found', words.notFound],
    ['/desk/people', words.people],
    ['/desk/hours', words.hours],
    ['/desk/import', words.imports.title],
    ['/desk/record', words.textsAndRecord],
  ]
}
