import { type Config, ConfigError, loadDotEnv, readConfig } from './config.ts'
import type { Database } from './store/database.ts'
import { openDatabase } from './store/open.ts'

/** What was asked of a command cannot be done as it was written: its usage is shown. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Runs a command on the database of the environment; sets the exit code: 1, with a sentence, when it fails. */
export async function runCommand(
  usage: string,
  work: (database: Database, config: Config) => Promise<void>,
): Promise<void> {
  let database: Database | undefined
  try {
    loadDotEnv()
    const config = readConfig()
    database = await openDatabase(config.DATABASE_URL)
    await work(database, config)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    // What parseArgs throws has a code of its own.
    const isUsage = error instanceof UsageError || (error instanceof TypeError && 'code' in error)
    console.error(isUsage ? `${reason}\n${usage}` : reason)
    if (error instanceof ConfigError) console.error('See .env.example.')
    process.exitCode = 1
  } finally {
    await database?.close()
  }
}
