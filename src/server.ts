import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { localUrlOf, publicUrlOf } from './address.ts'
import { type AppParts, buildApp } from './app.ts'
import type { Line } from './call/line.ts'
import { loadSentences } from './call/sentences/replacements.ts'
import type { Config } from './config.ts'
import { createDirectory } from './directory/directory.ts'
import { pinSecretFault } from './directory/load.ts'
import { seedSampleClients } from './directory/sample-clients.ts'
import { openLine } from './open-line.ts'
import { createMailbox } from './phone/messages/mailbox.ts'
import { developmentPhone, localProject, type PhoneProject } from './phone/development.ts'
import { createMessages } from './signalwire/rest.ts'
import { type Database, DatabaseUnusable } from './store/database.ts'
import { openDatabase } from './store/open.ts'
import { createOutbox, type Outbox } from './texts/outbox.ts'

export type Server = {
  app: FastifyInstance
  /** Finishes the requests in hand, then closes what is open. */
  close(): Promise<void>
}

export type ServerOptions = {
  log: Logger
  /** The line's clock. */
  now?: () => Date
}
