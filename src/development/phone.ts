import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { messagesApi } from '../../phone/src/messages/api.ts'
import { postOverHttp } from '../../phone/src/messages/callback.ts'
import type { Mailbox } from '../../phone/src/messages/mailbox.ts'
import { callRoutes } from '../../phone/src/page/call-routes.ts'
import { pageRoutes } from '../../phone/src/page/page-routes.ts'
import { onlyFromThisMachine, textRoutes } from '../../phone/src/routes.ts'

export type PhoneProject = { accountSid: string; apiToken: string }

export type DevelopmentPhoneOptions = {
  /** The URL the platform calls. */
  publicUrl: string
  /** Where the server listens. */
  localUrl: string
  signingKey?: string | undefined
  /** Where no project is configured: the platform's Messages API, played here. */
  local?: { mailbox: Mailbox; project: PhoneProject } | undefined
}

/** Credentials of a project that exists in this process only. */
export function localProject(): PhoneProject {
  return { accountSid: '00000000-0000-4000-8000-000000000000', apiToken: randomBytes(16).toString('hex') }
}

/**
 * The platform's side of a development server: its Messages API, which keeps the texts, and the phone in the browser.
 * Production never registers this.
 */
export async function developmentPhone(
  app: FastifyInstance,
  options: DevelopmentPhoneOptions,
): Promise<void> {
  const { local, signingKey, ...addresses } = options
  app.addHook('onRequest', onlyFromThisMachine)
  if (local) {
    await app.register(messagesApi, {
      ...local.project,
      mailbox: local.mailbox,
      signingKey,
      post: postOverHttp(addresses),
    })
    await app.register(textRoutes, { mailbox: local.mailbox })
  }
  await app.register(callRoutes, { ...addresses, signingKey, mailbox: local?.mailbox })
  await app.register(pageRoutes)
}
