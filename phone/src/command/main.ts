#!/usr/bin/env node
import { CommandError, UsageError } from '../errors.ts'
import { optionsHelp, type PhoneArguments, readArguments } from '../terminal/arguments.ts'
import { callFromTerminal } from '../terminal/terminal-call.ts'
import { textFromTerminal } from '../terminal/terminal-text.ts'

const help = `Plays the platform's side of a phone call: calls any cXML server, without an account, a number or a tunnel.

  cxml-phone URL                                      you are the caller
  cxml-phone URL --say "Example Man" --keys 1995      nobody is: the answers are given, in order
  cxml-phone URL --text "Hello"                        a text to the line, and its answer
  cxml-phone URL --page [--port NUMBER]               the phone in a browser

${optionsHelp}`

/** Runs the command; gives its exit code. */
async function run(args: string[]): Promise<number> {
  const isAsked = args.includes('--help') || args.includes('-h')
  if (isAsked) process.stdout.write(`${help}\n`)
  if (isAsked) return 0
  const isPage = args.includes('--page')
  const { port, rest } = takePort(args.filter((arg) => arg !== '--page'))
  const options = readArguments(rest)
  if (options.url === undefined)
    throw new UsageError('Name the URL to call, such as http://localhost:3000/voice.')
  const target = targetOf(options, options.url)
  if (options.text !== undefined) return textFromTerminal({ ...target, body: options.text }, options, process)
  if (!isPage) return callFromTerminal(target, options, process)
  if (options.isScripted || options.record !== undefined)
    throw new UsageError('On the page you are the caller: leave out the answers, --script and --record.')
  // a call in the terminal needs no server
  const { servePage } = await import('./serve-page.ts')
  return servePage(target, options, port, process.stdout)
}

function targetOf({ key, fallbackUrl, statusUrl }: PhoneArguments, url: string) {
  return {
    url,
    ...(key && { key }),
    ...(fallbackUrl && { fallbackUrl }),
    ...(statusUrl && { statusCallbackUrl: statusUrl }),
  }
}

/** `--port` is of the page alone. */
function takePort(args: string[]): { port: number; rest: string[] } {
  const at = args.indexOf('--port')
  if (at < 0) return { port: 0, rest: args }
  const port = Number(args[at + 1])
  if (!(Number.isInteger(port) && port >= 0 && port < 65_536)) throw new UsageError('--port wants a number.')
  return { port, rest: [...args.slice(0, at), ...args.slice(at + 2)] }
}

/** What went wrong, in a sentence, without a stack trace or an internal code. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const isUsage =
    error instanceof UsageError || ('code' in error && /^ERR_PARSE_ARGS/.test(String(error.code)))
  // Node's message has advice on positional arguments, which does not apply here
  const sentence = error.message.split(/\. (?:To specify|This command)|\n/)[0]?.replace(/\.$/, '')
  if (isUsage) return `${sentence}. Run "cxml-phone --help" for usage.`
  return error instanceof CommandError ? error.message : `The phone failed: ${sentence}.`
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}
