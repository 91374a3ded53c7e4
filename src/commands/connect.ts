import { parseArgs } from 'node:util'
import { publicUrlOf } from '../config/address.ts'
import { type Config, loadConfig } from '../config/config.ts'
import { ask } from '../connect/ask.ts'
import { chooseNumber, listNumbers } from '../connect/choose-number.ts'
import { connectNumber, disconnectNumber } from '../connect/connect.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import { isE164 } from '../phone-numbers/e164.ts'
import { explainFailure } from '../signalwire/explain-failure.ts'
import { createHttpClient } from '../signalwire/http-client.ts'
import { PlatformError } from '../signalwire/platform-error.ts'
import { openProject } from '../signalwire/project.ts'
import { runCommand } from './run-command.ts'

const USAGE = `Points a number of your SignalWire project here: npm run connect -- +15551234567
  (no number)  lists the numbers of the project
  --undo       puts back what the number did before
  --dry-run    only says what would change
  --yes        does not ask`

const options = {
  undo: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
} as const

/** Long enough for a slow line: nobody waits but the one who typed the command. */
const REQUEST_LIMIT_MS = 8_000

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  const wanted = readNumber(positionals)
  if (!wanted && values.undo)
    throw new UsageError('--undo wants the number: npm run connect -- --undo NUMBER.')
  const config = loadConfig()
  return withProject(config, async (project) => {
    const numbers = await project.numbers()
    if (!wanted) {
      console.log(listNumbers(numbers))
      return 0
    }
    const wish = {
      project,
      number: chooseNumber(numbers, wanted),
      isDryRun: values['dry-run'] ?? false,
      confirm: (question: string) => (values.yes ? Promise.resolve(true) : ask(question)),
      say: (text: string) => console.log(text),
    }
    const isDone = values.undo ? await disconnectNumber(wish) : await connectNumber(wish, publicUrl(config))
    return isDone ? 0 : 1
  })
}

function readNumber(positionals: string[]): string | undefined {
  const [given, another] = positionals
  if (another !== undefined) throw new UsageError('Connect one number at a time.')
  if (given === undefined) return undefined
  const number = given.replace(/[\s().-]/g, '')
  if (isE164(number)) return number
  throw new UsageError(`"${given}" is not a number as the platform writes it: write +15551234567.`)
}

function publicUrl(config: Config): string {
  if (config.PUBLIC_URL?.startsWith('https://')) return publicUrlOf(config)
  throw new CommandError(
    'PUBLIC_URL wants the https address that the platform is to call: start a tunnel, and set it in .env.',
  )
}

async function withProject(
  config: Config,
  work: (project: ReturnType<typeof openProject>) => Promise<number>,
): Promise<number> {
  const {
    SIGNALWIRE_PROJECT_ID: projectId,
    SIGNALWIRE_API_TOKEN: apiToken,
    SIGNALWIRE_SPACE_URL: space,
  } = config
  if (!projectId || !apiToken || !space) {
    const names = 'SIGNALWIRE_PROJECT_ID, SIGNALWIRE_API_TOKEN and SIGNALWIRE_SPACE_URL'
    throw new CommandError(`No project is known: set ${names} in .env, from the API Credentials page.`)
  }
  const baseUrl = `https://${space}`
  const httpClient = createHttpClient(baseUrl, {}, REQUEST_LIMIT_MS)
  try {
    return await work(openProject({ projectId, apiToken, baseUrl, httpClient }))
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    const { says, fix } = explainFailure(error, space)
    throw new CommandError(`${says[0]?.toUpperCase()}${says.slice(1)}: ${fix}.`)
  } finally {
    httpClient.close()
  }
}

await runCommand('connect', USAGE, main)
