import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { messagesApi } from './messages/api.ts'
import type { Mailbox } from './messages/mailbox.ts'
import { onlyFromThisMachine, phoneRoutes } from './routes.ts'

export type PhoneProject = { accountSid: string; apiToken: string }

/** Credentials of a project that exists in this process only. */
export function localProject(): PhoneProject {
  return { accountSid: '00000000-0000-4000-8000-000000000000', apiToken: randomBytes(16).toString('hex') }
}

/**
 * The platform's side of a development server: its Messages API, which keeps the texts, and what a phone asks to show
 * them. Production never registers this.
 */
export async function developmentPhone(
  app: FastifyInstance,
  options: { mailbox: Mailbox; project: PhoneProject; signingKey?: string | undefined },
): Promise<void> {
  const { mailbox, project, signingKey } = options
  app.addHook('onRequest', onlyFromThisMachine)
  await app.register(messagesApi, { mailbox, ...project, signingKey })
  await app.register(phoneRoutes, { mailbox })
}
