import type { FastifyInstance } from 'fastify'
import { messagesApi } from './messages/api.ts'
import { postOverHttp } from './messages/callback.ts'
import type { Mailbox } from './messages/mailbox.ts'
import { callRoutes } from './page/call-routes.ts'
import type { PageOptions } from './page/order.ts'
import { pageRoutes } from './page/page-routes.ts'
import { textAnswerRoutes } from './page/text-answers.ts'
import { onlyFromThisMachine, textRoutes } from './routes.ts'

export { createMailbox, type Mailbox, type Message } from './messages/mailbox.ts'
export type { Sample, SampleAnswer } from './page/samples.ts'
export { messagesApi }

export type PhoneOptions = Pick<
  PageOptions,
  'target' | 'messageUrl' | 'name' | 'samples' | 'first' | 'dialect'
> & {
  /** The project whose Messages API is played too, and where its texts are kept. */
  texts?: { mailbox: Mailbox; accountSid: string; apiToken: string } | undefined
}

/** The platform's side for a server in development: the phone at /phone, and its Messages API. For this machine only. */
export async function phone(app: FastifyInstance, { texts, ...page }: PhoneOptions): Promise<void> {
  const { key: signingKey, detour } = page.target ?? {}
  app.addHook('onRequest', onlyFromThisMachine)
  if (texts) {
    await app.register(messagesApi, { ...texts, signingKey, post: postOverHttp(detour) })
    await app.register(textRoutes, { mailbox: texts.mailbox })
  }
  await app.register(callRoutes, { ...page, mailbox: texts?.mailbox })
  await app.register(textAnswerRoutes, page)
  await app.register(pageRoutes)
}
