import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { z } from 'zod'
import { ConfigError } from '../errors/config-error.ts'
import { languages } from '../hearing/heard.ts'
import { isE164 } from '../phone-numbers/e164.ts'
import { isCallingCode } from '../phone-numbers/textable.ts'
import {
  credentialFaults,
  deskFaults,
  metricsFaults,
  productionFaults,
  requestsFaults,
} from './combined-faults.ts'
import { developmentSecrets } from './development-secrets.ts'
import { isHost, isOfficeUrl, isOrigin, isPublicUrl, isTimeZone, isWebhookSecret } from './value-checks.ts'
import { voices } from './voices.ts'

const secret = z.string().min(1)
const commaList = z.string().transform((list) => list.split(',').map((one) => one.trim()))
const rotated = (things: string) =>
  commaList.refine((list) => !list.includes(''), `must be ${things} separated by commas, none of them empty`)
const language = z.enum(languages, `must be a list of ${languages.join(', ')}`)
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `must be a whole number from ${least} to ${most}`)

/** Every environment variable, with its default. A test checks that each is documented. */
export const variables = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'], 'must be development or production')
    .default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(3000),
  PUBLIC_URL: z
    .string()
    .refine(
      isPublicUrl,
      'must be the http(s) address the platform calls, without /voice, such as https://line.example.com',
    )
    .optional(),
  SIGNALWIRE_PROJECT_ID: z.string().optional(),
  SIGNALWIRE_API_TOKEN: secret.optional(),
  SIGNALWIRE_SPACE_URL: z
    .string()
    .refine(isHost, 'must be a host without https://, such as example.signalwire.com')
    .optional(),
  SIGNALWIRE_SIGNING_KEY: rotated('signing keys').optional(),
  STATE_SECRET: rotated('secrets').optional(),
  PIN_SECRET: secret.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.|postgres(ql)?:\/\/.)/, 'must be file:PATH or postgres://…')
    .default('file:./data/frontdesk.db'),
  TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone, such as America/New_York')
    .default('America/New_York'),
  OPERATOR_NUMBER: z.string().refine(isE164, 'must be an E.164 number, such as +15551234567').optional(),
  OFFICE_NAME: z.string().max(80, 'must be at most 80 characters').optional(),
  REQUESTS: z.enum(['off', 'on'], 'must be off or on').default('off'),
  REQUESTS_URL: z
    .string()
    .refine(
      isOfficeUrl,
      'must be an http(s) address without a user, such as https://office.example.com/requests',
    )
    .optional(),
  REQUESTS_SECRET: z
    .string()
    .refine(
      isWebhookSecret,
      'must be whsec_ and 24 to 64 bytes in base64, such as what "openssl rand -base64 32" prints',
    )
    .optional(),
  REQUESTS_URL_PRIVATE: z.enum(['off', 'on'], 'must be off or on').default('off'),
  UNKNOWN_NAMES: z.enum(['tell', 'discreet'], 'must be tell or discreet').default('tell'),
  KEEP_MISHEARD: z.enum(['off', 'on'], 'must be off or on').default('off'),
  PIN_LENGTH: wholeNumber(4, 8).default(4),
  LANGUAGES: commaList
    .pipe(z.tuple([language]).rest(language))
    .refine((list) => new Set(list).size === list.length, 'must name each language once')
    .default(['en-US']),
  VOICES: voices,
  PROMPTS_DIR: z.string().optional(),
  SMS_PER_SECOND: wholeNumber(1, 1000).default(4),
  SMS_COUNTRIES: commaList
    .refine((list) => list.every(isCallingCode), 'must be calling codes separated by commas, such as 1,44')
    .optional(),
  SMS_PER_NUMBER_A_DAY: wholeNumber(1, 1_000_000).default(3),
  SMS_PER_CLIENT_A_DAY: wholeNumber(1, 1_000_000).default(5),
  SMS_SENDER_NAME: z.string().max(40, 'must be at most 40 characters').optional(),
  SMS_STOP_NOTICE: z.string().max(80, 'must be at most 80 characters').optional(),
  FEEDS_FILE: z.string().optional(),
  RETENTION_DAYS: wholeNumber(1, 36_500).default(90),
  METRICS_HOST: z.string().default('127.0.0.1'),
  METRICS_PORT: wholeNumber(0, 65_535).optional(),
  DESK_HOST: z.string().default('127.0.0.1'),
  DESK_PORT: wholeNumber(0, 65_535).optional(),
  DESK_URL: z
    .string()
    .refine(
      isOrigin,
      'must be the http(s) address of the desk, without a path, such as https://desk.example.com',
    )
    .optional(),
})

type Variables = z.infer<typeof variables>
export type Config = Variables & {
  development: boolean
  STATE_SECRET: string[]
  PIN_SECRET: string
}

/**
 * Reads the configuration from the environment and from `.env`; the environment has precedence.
 * @throws ConfigError with one line for each fault
 */
export function loadConfig(): Config {
  if (existsSync('.env')) loadDotEnv()
  return readConfig()
}

/** The credentials of the REST API; undefined unless all three are set. */
export function credentialsOf(config: Config) {
  const { SIGNALWIRE_PROJECT_ID: projectId, SIGNALWIRE_API_TOKEN: apiToken } = config
  const space = config.SIGNALWIRE_SPACE_URL
  return projectId && apiToken && space ? { projectId, apiToken, space } : undefined
}

/** Whether what was heard as a name and led nowhere is kept: never where being on file is a secret. */
export function keepsMisheard({ KEEP_MISHEARD, UNKNOWN_NAMES }: Config): boolean {
  return KEEP_MISHEARD === 'on' && UNKNOWN_NAMES !== 'discreet'
}

/** Where requests are sent, and whether it may be in a private network; undefined when nowhere. */
export function officeServerOf({ REQUESTS_URL: url, REQUESTS_URL_PRIVATE }: Config) {
  return url ? { url, isPrivate: REQUESTS_URL_PRIVATE === 'on' } : undefined
}

function loadDotEnv(): void {
  try {
    loadEnvFile()
  } catch {
    throw new ConfigError(['.env cannot be read: it must be a text file that this user may read'])
  }
}

/**
 * Reads the configuration from an environment. A blank variable counts as not set. Production requires secrets; in
 * development, missing ones are generated once and kept beside the database.
 * @throws ConfigError with one line for each fault
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const read = variables.safeParse(set)
  const bad = read.error?.issues.map(faultLine) ?? []
  const combined = [...credentialFaults(set), ...productionFaults(set), ...requestsFaults(set)]
  const faults = [...bad, ...combined, ...metricsFaults(read.data), ...deskFaults(read.data)]
  if (!read.success || faults.length > 0) throw new ConfigError(faults)
  return withSecrets(read.data)
}

function faultLine(issue: z.core.$ZodIssue): string {
  return `${issue.path[0]?.toString()} ${issue.message}`
}

function withSecrets(given: Variables): Config {
  const made = given.STATE_SECRET && given.PIN_SECRET ? undefined : developmentSecrets()
  return {
    ...given,
    development: given.NODE_ENV !== 'production',
    STATE_SECRET: given.STATE_SECRET ?? [made?.STATE_SECRET ?? ''],
    PIN_SECRET: given.PIN_SECRET ?? made?.PIN_SECRET ?? '',
  }
}
