import { type ParseArgsConfig, parseArgs } from 'node:util'
import { ConfigError } from './config.ts'
import { DatabaseUnusable } from './store/database.ts'

/** What keeps a command from going on: one sentence that says what to do. */
export class CommandError extends Error {
  override name = 'CommandError'
}

type Options = NonNullable<ParseArgsConfig['options']>

/**
 * Reads a command line.
 * @throws CommandError when it holds what the command does not know
 */
export function readCommandLine<const Known extends Options>(name: string, args: string[], known: Known) {
  const options = { ...known, help: { type: 'boolean', short: 'h' } } as const
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new CommandError(`${faultOf(error)}: "npm run ${name} -- --help" lists what there is.`)
  }
}

/** Node's message goes on with advice of its own after the first sentence. */
function faultOf(error: unknown): string {
  const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s/)
  return sentence.replace(/\.$/, '')
}

/** Runs a command to its exit code. What the user can mend is said in a sentence; anything else shows where it arose. */
export async function runToExit(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work()
  } catch (error) {
    console.error(explain(error))
    process.exitCode = 1
  }
}

function explain(error: unknown): string {
  if (error instanceof ConfigError)
    return `The configuration is not complete:\n${error.message.replace(/^/gm, '  ')}`
  if (error instanceof CommandError || error instanceof DatabaseUnusable) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
