import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { buildApp } from './app.ts'
import { loadSentences } from './call/sentences/replacements.ts'
import type { Config } from './config.ts'
import { createDirectory } from './directory/directory.ts'
import { pinSecretFault } from './directory/load.ts'
import { seedSampleClients } from './directory/sample-clients.ts'
import { openLine } from './open-line.ts'
import { openDatabase } from './store/open.ts'
import { openTexts } from './texts/open.ts'

export type Server = {
  app: FastifyInstance
  /** Finishes the requests in hand, then closes the database. */
  close(): Promise<void>
}

export type ServerOptions = {
  log: Logger
  /** The line's clock. */
  now?: () => Date
}

/**
 * Puts the server together from its configuration; it does not listen yet.
 * @throws an error with one sentence for whoever starts it, when the database or the prompts cannot be used
 */
export async function openServer(config: Config, { log, now = () => new Date() }: ServerOptions): Promise<Server> {
  const sentences = loadSentences(config.PROMPTS_DIR)
  const database = await openDatabase(config.DATABASE_URL)
}
