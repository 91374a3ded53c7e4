import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { xml } from '../cxml/xml.ts'
import { isFromThisMachine } from '../signalwire/signature-hook.ts'
import { createAccounts } from './accounts/accounts.ts'
import { sessions } from './accounts/sessions.ts'
import { assets } from './assets.ts'
import { chooseRoutes } from './choose.ts'
import type { DeskParts } from './desk-parts.ts'
import { sendBarePage } from './page.ts'
import { pages } from './pages/pages.ts'
import { secure } from './security.ts'
import { askToSignIn, signInRoutes } from './sign-in.ts'

export type SignedInDesk = DeskParts & {
  /** The address in the office's browsers. */
  url: string
  secrets: string[]
}

/** The desk for those who have an account. */
export async function deskWithAccounts(app: FastifyInstance, desk: SignedInDesk): Promise<void> {
  const { database, now, secrets, url, settings } = desk
  const { origin, protocol } = new URL(url)
  const isHttps = protocol === 'https:'
  const accounts = createAccounts(database, settings.pinSecret, now)
  await secure(app, { originOf: () => origin, isHttps })
  app.get('/', (_request, reply) => reply.redirect('/desk/', 303))
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('text/plain').send('There is nothing here.\n'),
  )
  await sessions(app, { database, secrets, isHttps, now })
  await common(app, desk)
  signInRoutes(app, { desk, accounts, isHttps })
  chooseRoutes(app, { desk, accounts })
  await app.register(async (inside) => {
    inside.addHook('preValidation', async (request, reply) => {
      if (!request.session.account) return askToSignIn(request, reply, desk)
    })
    pages(inside, desk)
  })
}

/** The desk of development: without a password, for this machine only. */
export async function developmentDesk(app: FastifyInstance, desk: DeskParts): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    if (isFromThisMachine(request)) return
    return reply.code(403).type('text/plain').send('In development the desk works from this machine only.\n')
  })
  await secure(app, { originOf: ({ headers }) => `http://${headers.host}`, isHttps: false })
  await common(app, desk)
  pages(app, desk)
}

/** A million people with an appointment each take about 100 MB. */
const LARGEST_FILE = 200_000_000

async function common(app: FastifyInstance, desk: DeskParts): Promise<void> {
  await app.register(formbody)
  await app.register(multipart, { limits: { files: 1, fields: 0, fileSize: LARGEST_FILE } })
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, desk))
  assets(app)
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply, desk: DeskParts) {
  const { words } = desk
  const { statusCode = 500 } = error
  const isOurs = statusCode >= 500
  if (isOurs) request.log.error({ err: error }, 'a page of the desk failed')
  const says = isOurs ? words.failed : words.badForm
  const main = xml`<p>${says}</p><p><a class="button" href="/desk/">${words.back}</a></p>`
  return sendBarePage(reply, desk, { title: words.oops, main, status: isOurs ? 503 : statusCode })
}
