import { parseArgs } from 'node:util'
import { type Answer, hangUp, noise, press, say, silence } from '../engine/answer.ts'
import type { DialectName } from '../engine/rule.ts'
import { type SomeSwitches, someSwitches, switchesSchema } from '../engine/switches.ts'
import { UsageError } from '../errors.ts'
import { type LineFaultName, lineFaultNames } from '../line-faults.ts'
import { type FaultName, faultNames } from '../messages/faults.ts'

export type PhoneArguments = {
  /** What the caller does, in order; empty for a person at the keyboard. */
  answers: Answer[]
  isScripted: boolean
  from: string
  to: string
  /** A file of a call to replay and check. */
  script?: string
  /** The file that the call is written to. */
  record?: string
  /** A cXML server that is not ours. */
  url?: string
  key?: string
  /** Whose documents the server speaks. */
  dialect?: DialectName
  /** What the caller texts, instead of calling. */
  text?: string
  /** What the caller replies to the text of the call. */
  reply?: string
  /** When the call begins, in ISO 8601. */
  at?: string
  fallbackUrl?: string
  statusUrl?: string
  isRealTime: boolean
  lineFault: LineFaultName
  textFault: FaultName
  switches: SomeSwitches
}

const dialectNames: DialectName[] = ['cxml', 'twiml']

// numbers set aside for fiction
const DEFAULT_FROM = '+12025550123'
const DEFAULT_TO = '+12025550100'

const options = {
  say: { type: 'string', multiple: true },
  keys: { type: 'string', multiple: true },
  silence: { type: 'boolean', multiple: true },
  noise: { type: 'boolean', multiple: true },
  'hang-up': { type: 'boolean', multiple: true },
  from: { type: 'string', default: DEFAULT_FROM },
  to: { type: 'string', default: DEFAULT_TO },
  script: { type: 'string' },
  record: { type: 'string' },
  url: { type: 'string' },
  key: { type: 'string' },
  'fallback-url': { type: 'string' },
  'status-url': { type: 'string' },
  'line-fault': { type: 'string', default: 'none' },
  'text-fault': { type: 'string', default: 'none' },
  at: { type: 'string' },
  text: { type: 'string' },
  reply: { type: 'string' },
  dialect: { type: 'string', default: 'cxml' },
  'real-time': { type: 'boolean', default: false },
  lenient: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  set: { type: 'string', multiple: true },
} as const

/** Reads the command line; a word that is no option is the URL to call. */
export function readArguments(args?: string[]): PhoneArguments {
  const { values, tokens, positionals } = parseArgs({ args, options, tokens: true, allowPositionals: true })
  const answers = tokens.flatMap((token) =>
    token.kind === 'option' ? answerOf(token.name, token.value) : [],
  )
  const { script, record, key, text, reply } = values
  const url = urlOf([...positionals, ...(values.url === undefined ? [] : [values.url])])
  const isScripted = answers.length > 0 || script !== undefined
  if (values.strict && values.lenient) throw new UsageError('--strict and --lenient exclude each other.')
  const strictness = values.strict ? 'strict' : values.lenient ? 'lenient' : undefined
  if (script !== undefined && answers.length > 0)
    throw new UsageError('--script has the answers in its file.')
  return {
    ...definedOf({ script, record, url, key, text, reply }),
    ...definedOf({ fallbackUrl: values['fallback-url'], statusUrl: values['status-url'] }),
    ...(values.at !== undefined && { at: readTime(values.at) }),
    dialect: oneOf('--dialect', values.dialect, dialectNames),
    answers,
    isScripted,
    from: values.from,
    to: values.to,
    isRealTime: values['real-time'],
    lineFault: oneOf('--line-fault', values['line-fault'], lineFaultNames),
    textFault: oneOf('--text-fault', values['text-fault'], faultNames),
    switches: { ...readSwitches(values.set ?? []), ...(strictness && { strictness }) },
  }
}

/** Options that were given. */
function definedOf<Name extends string>(
  values: Record<Name, string | undefined>,
): Partial<Record<Name, string>> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined)
  // the undefined ones are gone
  return Object.fromEntries(given) as Partial<Record<Name, string>>
}

function urlOf(given: string[]): string | undefined {
  const [url, ...more] = given
  if (url === undefined) return undefined
  if (more.length > 0)
    throw new UsageError(`One URL is called, and there are ${given.length}: ${given.join(' ')}.`)
  if (/^https?:\/\/[^/]/.test(url) && URL.canParse(url)) return url
  throw new UsageError(`"${url}" is no URL to call: write it with http:// or https://.`)
}

function readTime(written: string): string {
  if (/^\d{4}-\d\d-\d\d/.test(written) && !Number.isNaN(Date.parse(written))) return written
  throw new UsageError(`--at wants a time such as 2026-12-25T10:00, not "${written}".`)
}

function answerOf(name: string, value = ''): Answer[] {
  switch (name) {
    case 'say':
      return [say(value)]
    case 'keys':
      return [pressed(value)]
    case 'silence':
      return [silence]
    case 'noise':
      return [noise]
    case 'hang-up':
      return [hangUp]
    default:
      return []
  }
}

function pressed(keys: string): Answer {
  if (!/^[0-9*#]+$/.test(keys)) throw new UsageError(`--keys wants 0-9, * and #, not "${keys}".`)
  return press(keys)
}

function oneOf<Name extends string>(option: string, value: string, names: Name[]): Name {
  const found = names.find((name) => name === value)
  if (found === undefined)
    throw new UsageError(`${option} knows no "${value}"; there are ${names.join(', ')}.`)
  return found
}

function readSwitches(settings: string[]): SomeSwitches {
  const given = Object.fromEntries(settings.map((setting) => setting.split('=', 2)))
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(switchesSchema.shape, name))
  const names = Object.keys(switchesSchema.shape).join(', ')
  if (unknown !== undefined) throw new UsageError(`--set knows no "${unknown}"; there are ${names}.`)
  const read = someSwitches.safeParse(given)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new UsageError(`--set ${issue?.path.join('.')}: ${issue?.message}.`)
}

/** The options of a call, as `--help` prints them. */
export const optionsHelp = `What the caller does:  --say WORDS  --keys DIGITS  --silence  --noise  --hang-up
Calls as files:        --script FILE (replays and checks)  --record FILE
Texts:                 --text WORDS (and no call)  --reply WORDS (after the call)
Numbers:               --from NUMBER (or anonymous)  --to NUMBER
Another cXML server:   --url URL  --key SIGNING_KEY  --fallback-url URL  --status-url URL
What goes wrong:       --line-fault NAME  --text-fault NAME
How the platform is:   --strict (warnings are errors)  --lenient  --set SWITCH=VALUE
                       --dialect twiml  --at TIME  --real-time`

/** What `--help` prints of a command, with answers as an example. */
export function usage(command: string, answers: string): string {
  const withAnswers = `${command} -- ${answers}`
  return `A call in the terminal.

  ${command.padEnd(withAnswers.length)}   you are the caller
  ${withAnswers}   nobody is: the answers are given, in order

${optionsHelp}`
}
