import { parseArgs } from 'node:util'
import { questions } from '../call/place.ts'
import { UsageError } from '../errors/command-error.ts'
import { type Language, languages } from '../hearing/heard.ts'

/** The steps without progress: the first of a call, and what the platform reports. */
const others = ['voice', 'operator', 'call-status', 'sms-status', 'fallback'] as const
export const steps = [...questions, ...others] as const
export type Step = (typeof steps)[number]

/** What the request is to hold. */
export type Wanted = {
  step: Step
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

export const usage = `A signed request for any step of a call, as a curl line to paste: npm run -s curl -- STEP
  STEP           ${steps.slice(0, 6).join(', ')},
                 ${steps.slice(6).join(', ')}
  --client ID    whom the step is about (the id from your CSV; c1 and c2 are the sample clients)
  --say WORDS    what the caller says; --keys DIGITS what they type; without either they are silent
  --call ID      the call it belongs to; by default a new one
  --from, --to   the calling and the called number; --lang of the call
  --status       of call-status (completed), sms-status (delivered) and operator (no-answer)
  --run          sends it, and shows the answer
  --local        sends it to this machine's port instead of PUBLIC_URL, signed just the same`

/** Reads the command line. */
export function readWanted(): Wanted {
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

function readStep([given, more]: string[]): Step {
  if (given === undefined) throw new UsageError(`Which step? There are ${steps.join(', ')}.`)
  if (more !== undefined) throw new UsageError(`One step at a time: "${more}" is one too many.`)
  const step = steps.find((one) => one === given.replace(/^\//, ''))
  if (!step) throw new UsageError(`There is no step "${given}": there are ${steps.join(', ')}.`)
  return step
}

function readCall(given: string | undefined): string {
  if (given === undefined) return `curl-${Date.now().toString(36)}`
  if (/^[\w-]{1,64}$/.test(given)) return given
  throw new UsageError('--call wants letters, digits and dashes, 64 at most.')
}

function readLanguage(given: string | undefined): Language | undefined {
  const found = languages.find((one) => one === given)
  if (given !== undefined && !found) throw new UsageError(`--lang wants one of ${languages.join(', ')}.`)
  return found
}

function readKeys(given: string | undefined): string | undefined {
  if (given === undefined || /^[0-9*#]+$/.test(given)) return given
  throw new UsageError(`--keys wants 0-9, * and #, not "${given}".`)
}
