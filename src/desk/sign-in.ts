import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { xml } from '../cxml/xml.ts'
import type { Accounts } from './accounts/accounts.ts'
import type { DeskParts } from './desk-parts.ts'
import { field, hidden, readFields, text } from './form.ts'
import { type Notice, sendBarePage, sendPage } from './page.ts'

/** A path of the desk: nobody is sent elsewhere after signing in. */
const path = z
  .string()
  .startsWith('/desk/')
  .refine((given) => new URL(given, 'http://desk').pathname === given)
const held = z.record(z.string(), z.string())
const signInForm = z.object({
  ...{ name: text(200), password: z.string().max(1000) },
  to: path.optional().catch(undefined),
  held: z.string().max(20_000).optional(),
})
type Fields = { name?: string; to?: string | undefined; held?: string | undefined }
type SignInParts = { desk: DeskParts; accounts: Accounts; isHttps: boolean }

/** Signing in and out. */
export function signInRoutes(app: FastifyInstance, { desk, accounts, isHttps }: SignInParts): void {
  const { words } = desk
  app.get('/desk/sign-in', (request, reply) => {
    const { after } = readFields(z.object({ after: z.enum(['out', 'chosen']).optional() }), request.query)
    const says = after && (after === 'out' ? words.signedOut : words.chosen)
    return sendSignIn(reply, desk, {}, 200, says ? { says } : undefined)
  })
  app.post('/desk/sign-in', async (request, reply) => {
    const given = readFields(signInForm, request.body)
    const fault = (status: number, says: string) =>
      sendSignIn(reply, desk, given, status, { says, isFault: true })
    if (isHttps && request.protocol !== 'https') {
      request.log.error('the proxy in front of the desk does not send X-Forwarded-Proto: nobody can sign in')
      return fault(500, words.proxy)
    }
    const result = await accounts.signIn({ ...given, address: request.ip })
    if (result.kind === 'wait') return fault(429, words.wait(result.minutes))
    if (result.kind === 'wrong') return fault(401, words.signInFailed)
    // An id from before the sign-in may be known to somebody else.
    await request.session.regenerate()
    request.session.account = result.account
    const kept = readHeld(given.held)
    return given.to && kept
      ? sendHeld(reply, desk, given.to, kept)
      : reply.redirect(given.to ?? '/desk/', 303)
  })
  app.post('/desk/sign-out', async (request, reply) => {
    if (request.session.account) await request.session.destroy()
    return reply.clearCookie('desk', { path: '/desk' }).redirect('/desk/sign-in?after=out', 303)
  })
}

/** For a request without a session: a form that was sent is kept on the page, and can be sent once they have signed in. */
export function askToSignIn(request: FastifyRequest, reply: FastifyReply, desk: DeskParts) {
  const [to = '/desk/'] = request.url.split('?')
  if (request.method !== 'POST') return reply.redirect('/desk/sign-in', 303)
  // A file is not taken from somebody who is not signed in.
  if (request.isMultipart())
    return sendSignIn(reply, desk, { to }, 401, { says: desk.words.imports.signedOut })
  const fields = held.safeParse(request.body ?? {})
  const kept = fields.success ? JSON.stringify(fields.data) : undefined
  return sendSignIn(reply, desk, { to, held: kept }, 401, { says: desk.words.sessionOver })
}

function sendSignIn(reply: FastifyReply, desk: DeskParts, given: Fields, status: number, notice?: Notice) {
  const { words } = desk
  const kept = { ...(given.to && { to: given.to }), ...(given.held && { held: given.held }) }
  const main = xml`<form method="post" action="/desk/sign-in">${hidden(kept)}
${field(words.name, { name: 'name', value: given.name ?? '', autocomplete: 'username', required: '', autocapitalize: 'none' })}
${field(words.password, { name: 'password', type: 'password', autocomplete: 'current-password', required: '' })}
<button class="primary">${words.signInTitle}</button></form>`
  return sendBarePage(reply, desk, { title: words.signInTitle, main, status, notice })
}

function readHeld(json: string | undefined): Record<string, string> | undefined {
  if (json === undefined) return undefined
  try {
    return held.parse(JSON.parse(json))
  } catch {
    return undefined
  }
}

function sendHeld(reply: FastifyReply, desk: DeskParts, to: string, kept: Record<string, string>) {
  const { words } = desk
  const main = xml`<div class="card"><form method="post" action="${to}">${hidden(kept)}<p class="buttons"><button class="primary">${words.heldSend}</button>
<a class="button" href="/desk/">${words.heldDrop}</a></p></form></div>`
  return sendPage(reply, desk, { title: words.heldTitle, main, notice: { says: words.held } })
}
