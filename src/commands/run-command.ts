import { UsageError } from '../errors/command-error.ts'
import { ConfigError } from '../errors/config-error.ts'
import { codeOf } from '../errors/error-code.ts'

/** Runs the command called `name`, or shows how it is called. The exit code is what it gives; 1 when it throws. */
export async function runCommand(
  name: string,
  usage: string,
  work: () => Promise<number> | Promise<void>,
): Promise<void> {
  if (process.argv.slice(2).some((arg) => arg === '--help' || arg === '-h')) return console.log(usage)
  try {
    const code = await work()
    if (typeof code === 'number') process.exitCode = code
  } catch (error) {
    console.error(explain(error, name))
    process.exitCode = 1
  }
}

function explain(error: unknown, name: string): string {
  if (!(error instanceof Error)) return String(error)
  const help = `"npm run ${name} -- --help" lists what there is.`
  if (error instanceof UsageError) return `${error.message} ${help}`
  if (isFromParseArgs(error)) return `${inOneLine(error.message)}. ${help}`
  if (error instanceof ConfigError) {
    return `The configuration is not complete, or not right (see .env.example):\n${error.message.replace(/^/gm, '  ')}`
  }
  return isMistake(error) ? (error.stack ?? error.message) : error.message
}

/** What `parseArgs` of node:util throws has a code of its own. */
function isFromParseArgs(error: Error): boolean {
  return codeOf(error).startsWith('ERR_PARSE_ARGS_')
}

/** Node's message, without its advice on arguments that belong to no option: it is of no use here. */
function inOneLine(message: string): string {
  const useful = message.replace(/\. (To specify a positional|This command does not take) .*/s, '')
  return useful.replaceAll('\n', ' ').replace(/\.$/, '')
}

/** JavaScript's own errors are mistakes in this code, and show where; any other was worded for whoever meets it. */
function isMistake(error: Error): boolean {
  return [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind)
}
