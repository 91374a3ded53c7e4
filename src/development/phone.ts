import { randomBytes } from 'node:crypto'
import { createMailbox, type PhoneOptions, phone } from 'cxml-phone/fastify'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/config.ts'
import { sampleClients } from '../import/sample-clients.ts'
import { ourLine } from './target.ts'

/** The platform's Messages API, played by this process for a project that exists here only. */
export type LocalPlatform = NonNullable<PhoneOptions['texts']>

export function openLocalPlatform(): LocalPlatform {
  const apiToken = randomBytes(16).toString('hex')
  return { mailbox: createMailbox(), accountSid: '00000000-0000-4000-8000-000000000000', apiToken }
}

export type DevelopmentPhoneOptions = { config: Config; local: LocalPlatform | undefined }

/** The phone in the browser, and the local platform where there is one. Production never registers this. */
export async function developmentPhone(
  app: FastifyInstance,
  { config, local }: DevelopmentPhoneOptions,
): Promise<void> {
  const people = sampleClients.map(({ name, pin }) => `“${name}”, born in ${pin}`)
  const hint = `Try ${people.join(', or ')}.`
  await phone(app, { target: ourLine(config), texts: local, name: 'frontdesk', hint })
}
