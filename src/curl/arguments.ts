import { parseArgs } from 'node:util'
import { questionNames } from '../call/questions.ts'
import { UsageError } from '../errors/command-error.ts'
import { type Language, languages } from '../hearing/heard.ts'

/** Steps without progress: the start of a call, and the platform's reports. */
export const withoutProgress = ['voice', 'operator', 'call-status', 'sms-status', 'fallback'] as const
/** What can be requested. */
export const stepNames = [...questionNames, ...withoutProgress] as const
type StepName = (typeof stepNames)[number]

/** What the request should contain. */
export type RequestedStep = {
  step: StepName
  call: string
  clients: string[]
  from: string
  to: string
  lang: Language | undefined
  say: string | undefined
  keys: string | undefined
  status: string | undefined
  isRun: boolean
  isLocal: boolean
}

const text = { type: 'string' } as const
const options = {
  client: { type: 'string', multiple: true },
  call: text,
  from: { ...text, default: '+12025550123' },
  to: { ...text, default: '+12025550100' },
  say: text,
  keys: text,
  lang: text,
  status: text,
  run: { type: 'boolean', default: false },
  local: { type: 'boolean', default: false },
} as const

export const usage = `usage: npm run -s curl -- STEP [options]
  Prints a signed request for a step of a call, as a curl command to paste into a shell.
  STEP           ${stepNames.slice(0, 6).join(', ')},
                 ${stepNames.slice(6).join(', ')}
  --client ID    the client in question (the id from your CSV; c1 and c2 are the sample clients)
  --say WORDS    what the caller says
  --keys DIGITS  what the caller keys; without --say and --keys the caller is silent
  --call ID      the id of the call; by default a new one
  --from, --to   the calling and the called number
  --lang         the language of the call
  --status       of call-status (completed), sms-status (delivered) or operator (no-answer)
  --run          sends the request and shows the answer
  --local        uses this machine's port instead of PUBLIC_URL; the signature is the same`

export function readArguments(): RequestedStep {
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  return {
    step: readStep(positionals),
    call: readCall(values.call),
    clients: values.client ?? [],
    from: values.from,
    to: values.to,
    lang: readLanguage(values.lang),
    say: values.say,
    keys: readKeys(values.keys),
    status: values.status,
    isRun: values.run,
    isLocal: values.local,
  }
}

function readStep([given, more]: string[]): StepName {
  if (given === undefined) throw new UsageError(`Name a step: ${stepNames.join(', ')}.`)
  if (more !== undefined) throw new UsageError(`Unexpected argument "${more}": name one step at a time.`)
  const step = stepNames.find((one) => one === given.replace(/^\//, ''))
  if (!step) throw new UsageError(`There is no step "${given}". The steps are ${stepNames.join(', ')}.`)
  return step
}

function readCall(given: string | undefined): string {
  if (given === undefined) return `curl-${Date.now().toString(36)}`
  if (/^[\w-]{1,64}$/.test(given)) return given
  throw new UsageError('--call must be at most 64 letters, digits and dashes.')
}

function readLanguage(given: string | undefined): Language | undefined {
  const found = languages.find((one) => one === given)
  if (given !== undefined && !found) throw new UsageError(`--lang must be one of ${languages.join(', ')}.`)
  return found
}

function readKeys(given: string | undefined): string | undefined {
  if (given === undefined || /^[0-9*#]+$/.test(given)) return given
  throw new UsageError(`--keys must be 0-9, * and #, not "${given}".`)
}
