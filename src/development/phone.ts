import { randomBytes } from 'node:crypto'
import { createMailbox, type PhoneOptions, phone, type Sample } from 'cxml-phone/fastify'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/config.ts'
import { sampleClients, samplePin } from '../import/sample-clients.ts'
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
  const target = ourLine(config)
  await phone(app, {
    target,
    messageUrl: target.messageUrl,
    texts: local,
    name: 'frontdesk',
    samples: samplesOf(config),
  })
}

/** The sample clients, and what they answer to which question. */
function samplesOf({ PIN_LENGTH }: Config): Sample[] {
  return sampleClients.map((client) => ({
    name: client.name,
    phone: client.phone,
    answers: [
      { to: 'first and last name', say: client.name },
      { to: 'please enter', keys: samplePin(client, PIN_LENGTH) },
      { to: 'receive a text', say: 'yes' },
    ],
  }))
}
