import { UsageError } from '../errors/command-error.ts'
import { ConfigError } from '../errors/config-error.ts'
import { codeOf } from '../errors/error-code.ts'

/** Runs the command called `name`, or prints its usage. `work` gives the exit code; it is 1 when `work` throws. */
export async function runCommand(name: string, usage: string, work: () => Promise<number>): Promise<void> {
  process.stdout.once('error', stopWhenUnread)
  if (process.argv.slice(2).some((arg) => arg === '--help' || arg === '-h')) return console.log(usage)
  try {
    refuseTakenFlags(usage)
    process.exitCode = await work()
  } catch (error) {
    console.error(explain(error, name))
    process.exitCode = 1
  }
}

/** Nobody reads on, as after "| head": the rest need not be printed. */
function stopWhenUnread(error: Error): void {
  if (codeOf(error) !== 'EPIPE') throw error
  process.exit()
}

/** Other tools set these for every command, so that they say nothing about this one. */
const OFTEN_SET = ['--silent', '--yes', '--help']

/** Without `--`, npm takes a flag for one of its own, and passes it on in the environment alone. */
function refuseTakenFlags(usage: string): void {
  const flags = new Set(usage.match(/--[a-z][a-z-]*/g))
  const taken = [...flags].filter((flag) => !OFTEN_SET.includes(flag) && process.env[npmVariable(flag)])
  if (taken.length === 0) return
  throw new UsageError(`npm has taken ${taken.join(' and ')} for itself: write "--" before the arguments.`)
}

function npmVariable(flag: string): string {
  return `npm_config_${flag.slice(2).replaceAll('-', '_')}`
}

function explain(error: unknown, name: string): string {
  if (!(error instanceof Error)) return String(error)
  const help = `Run "npm run ${name} -- --help" for usage.`
  if (error instanceof UsageError) return `${error.message} ${help}`
  if (isFromParseArgs(error)) return `${inOneLine(error.message)}. ${help}`
  if (error instanceof ConfigError) {
    return `Invalid configuration (see .env.example):\n${error.message.replace(/^/gm, '  ')}`
  }
  return isBug(error) ? (error.stack ?? error.message) : error.message
}

/** Errors of `parseArgs` from node:util have codes of their own. */
function isFromParseArgs(error: Error): boolean {
  return codeOf(error).startsWith('ERR_PARSE_ARGS_')
}

/** Node's message without its advice on positional arguments, which does not apply here. */
function inOneLine(message: string): string {
  const useful = message.replace(/\. (To specify a positional|This command does not take) .*/s, '')
  return useful.replaceAll('\n', ' ').replace(/\.$/, '')
}

/** JavaScript's own errors are bugs and are shown with their stack; every other message is written for the user. */
function isBug(error: Error): boolean {
  return [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind)
}
