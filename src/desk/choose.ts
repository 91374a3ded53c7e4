import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { xml } from '../cxml/xml.ts'
import type { Accounts } from './accounts/accounts.ts'
import type { DeskParts } from './desk-parts.ts'
import { field, hidden, readFields } from './form.ts'
import { sendBarePage } from './page.ts'

const link = z.object({ key: z.string().regex(/^[\w-]{43}$/) })
const chosen = z.object({ password: z.string() })

/** Where the link of a new account leads. */
export function chooseRoutes(
  app: FastifyInstance,
  { desk, accounts }: { desk: DeskParts; accounts: Accounts },
): void {
  app.get('/desk/choose/:key', async (request, reply) => {
    const { key } = readFields(link, request.params)
    const name = await accounts.ownerOf(key)
    return name === undefined ? sendGone(reply, desk) : sendChoice(reply, desk, name)
  })
  app.post('/desk/choose/:key', async (request, reply) => {
    const { key } = readFields(link, request.params)
    const name = await accounts.ownerOf(key)
    if (name === undefined) return sendGone(reply, desk)
    const choice = await accounts.choose(key, readFields(chosen, request.body).password)
    if (choice === 'chosen') return reply.redirect('/desk/sign-in?after=chosen', 303)
    return choice === 'gone' ? sendGone(reply, desk) : sendChoice(reply, desk, name, choice)
  })
}

function sendChoice(reply: FastifyReply, desk: DeskParts, name: string, fault?: 'short' | 'long' | 'common') {
  const { words } = desk
  // The name is there for the browser's list of passwords.
  const main = xml`<p>${words.chooseFor(name)}</p><form method="post">${hidden({ username: name })}
${field(words.password, { name: 'password', type: 'password', autocomplete: 'new-password', required: '', hint: words.chooseHint })}
<button class="primary">${words.choose}</button></form>`
  const notice = fault && { says: words.passwordFault[fault], isFault: true }
  return sendBarePage(reply, desk, { title: words.chooseTitle, main, notice, status: fault ? 422 : 200 })
}

function sendGone(reply: FastifyReply, desk: DeskParts) {
  const { words } = desk
  return sendBarePage(reply, desk, {
    title: words.chooseTitle,
    main: xml`<p>${words.linkGone}</p>`,
    status: 410,
  })
}
