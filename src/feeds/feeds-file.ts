import { z } from 'zod'
import { faultsOfIssue, type LocatedFault, readLocatedYaml } from '../config/located-yaml.ts'
import { csvColumns } from '../import/columns.ts'
import { matchings } from '../import/match-by-name.ts'
import { tableFormats } from '../import/read-table.ts'
import { readCountry } from '../phone-numbers/e164.ts'
import { addressFault, fill, kindOf, namesIn } from './addresses.ts'
import type { Feed, FeedSource } from './feed.ts'
import { fhirSource } from './fhir-source.ts'
import type { FhirClient } from './fhir-token.ts'
import { folderSource } from './folder-source.ts'
import { mysqlSource } from './mysql-source.ts'
import { postgresSource } from './postgres-source.ts'
import { urlSource } from './url-source.ts'

/** The feeds of a file; or what is wrong with it, a line each. */
export type ReadFeeds = { feeds: Feed[] } | { faults: string[] }

const UNITS_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/

const duration = z
  .string('must be a time such as 5m, 4h or 1d')
  .regex(/^[1-9]\d{0,4}[smhd]$/, 'must be a time such as 5m, 4h or 1d')
  .transform((text) => Number(text.slice(0, -1)) * unitOf(text))
const text = z.string('must be text').min(1, 'must not be empty')
const paths = z
  .union([text, z.array(text).min(1)], 'must be a header, or a list of them')
  .transform((one) => [one].flat())
const map = z.partialRecord(
  z.enum(csvColumns, `must be one of ${csvColumns.join(', ')}`),
  paths,
  'must be a list of columns',
)

const client = z.strictObject(
  {
    token_url: text,
    id: text,
    secret: text.optional(),
    key: text.optional(),
    key_id: text.optional(),
    scope: text.default('system/Patient.read system/Appointment.read'),
  },
  'must be a client, such as { token_url: https://…, id: frontdesk, secret: $SECRET }',
)

const feed = z.strictObject(
  {
    folder: text.optional(),
    url: text.optional(),
    sql: text.optional(),
    fhir: text.optional(),
    client: client.optional(),
    pin_system: text.optional(),
    pattern: text.default('*'),
    after: z.enum(['keep', 'move'], 'must be keep or move').default('keep'),
    header: z.record(z.string(), text, 'must be a list of headers').default({}),
    query: text.optional(),
    map: map.optional(),
    format: z.enum(tableFormats, `must be one of ${tableFormats.join(', ')}`).optional(),
    sheet: text.optional(),
    country: z
      .string()
      .transform((letters, context) => {
        const country = readCountry(letters)
        if (!country) context.addIssue('must be two letters such as US')
        return country
      })
      .optional(),
    match: z.enum(matchings, `must be ${matchings.join(' or ')}`).default('name,phone'),
    every: duration.default(5 * UNITS_MS.m),
    replace: z.boolean('must be true or false').default(false),
    max_age: duration.optional(),
  },
  'must be a feed, such as { url: https://…, every: 5m }',
)
type FeedEntry = z.infer<typeof feed>

const file = z.strictObject(
  { feeds: z.record(z.string(), feed, 'must name feeds') },
  'must begin with "feeds:"',
)

/** Reads FEEDS_FILE. `$NAME` in a header, a URL or a database's address is read from the environment. */
export function readFeedsYaml(content: string, environment: NodeJS.ProcessEnv = process.env): ReadFeeds {
  const yaml = readLocatedYaml(content)
  if ('faults' in yaml) return yaml
  const read = file.safeParse(yaml.content)
  if (!read.success)
    return { faults: read.error.issues.flatMap((issue) => faultsOfIssue(issue, strangerText)).map(yaml.tell) }
  const entries = Object.entries(read.data.feeds)
  const faults = entries.flatMap(([name, entry]) => faultsOfFeed(name, entry, entries, environment))
  if (faults.length > 0) return { faults: faults.map(yaml.tell) }
  return { feeds: entries.map(([name, entry]) => toFeed(name, entry, environment)) }
}

function unitOf(duration: string): number {
  const unit = duration.at(-1)
  return unit === 's' || unit === 'm' || unit === 'h' || unit === 'd' ? UNITS_MS[unit] : 0
}

const strangerText = (key: string) => `"${key}" is not known here`

/** What is wrong with a feed whose every field is well written. */
function faultsOfFeed(
  name: string,
  entry: FeedEntry,
  all: [string, FeedEntry][],
  environment: NodeJS.ProcessEnv,
): LocatedFault[] {
  const at = (key?: string) => ['feeds', name, ...(key === undefined ? [] : [key])]
  const faults: LocatedFault[] = []
  const complain = (says: string, key?: string) =>
    faults.push({ path: at(key), says: `${key ?? name}: ${says}` })
  const sources = [entry.folder, entry.url, entry.sql, entry.fhir].filter((one) => one !== undefined)
  if (!NAME.test(name)) complain('must be at most 40 small letters, digits and hyphens')
  if (sources.length !== 1) complain('must have one of folder, url, sql and fhir')
  if (entry.sql !== undefined && entry.query === undefined) complain('must have a query', 'sql')
  for (const key of ['url', 'fhir', 'sql'] as const) {
    const says = addressFault(key, entry[key] ?? '', environment)
    if (says) complain(says, key)
  }
  if (entry.client && !URL.canParse(entry.client.token_url))
    complain('token_url is no URL: write it in full, such as https://fhir.example.com/token', 'client')
  if (entry.client && (entry.client.secret === undefined) === (entry.client.key === undefined))
    complain('must have a secret, or a key', 'client')
  if (entry.replace && all.length > 1)
    complain('a feed that replaces everybody must be the only one', 'replace')
  const secrets: [string, string | undefined][] = [
    ['url', entry.url],
    ['sql', entry.sql],
    ['fhir', entry.fhir],
    ['client', entry.client?.id],
    ['client', entry.client?.secret],
  ]
  for (const value of Object.values(entry.header)) secrets.push(['header', value])
  for (const [key, value = ''] of secrets)
    for (const missing of namesIn(value).filter((one) => !environment[one]))
      complain(`$${missing} is not set`, key)
  return faults
}

function toFeed(name: string, entry: FeedEntry, environment: NodeJS.ProcessEnv): Feed {
  const { format, sheet, country, match: matching, replace: isReplacing, every: everyMs } = entry
  const options = { name, format, sheet, country, matching, isReplacing, everyMs, maxAgeMs: entry.max_age }
  const [source, address] = [sourceOf(entry, environment), addressOf(entry, environment)]
  return { ...options, map: entry.map, source, address }
}

/** Where a source that remembers something reads, without the secrets of headers. A database remembers nothing. */
function addressOf(entry: FeedEntry, environment: NodeJS.ProcessEnv): string {
  const { folder, pattern, url = '', fhir = '', header, pin_system: pinSystem } = entry
  return JSON.stringify([folder, pattern, fill(url, environment), fill(fhir, environment), header, pinSystem])
}

function sourceOf(entry: FeedEntry, environment: NodeJS.ProcessEnv): FeedSource {
  const { folder, url, fhir, sql = '', query = '', pattern, after, header } = entry
  if (folder !== undefined) return folderSource(folder, pattern, after === 'move')
  const filled = Object.entries(header).map(([key, value]) => [key, fill(value, environment)])
  if (url !== undefined) return urlSource(fill(url, environment), Object.fromEntries(filled))
  if (fhir !== undefined) {
    const [base, headers] = [fill(fhir, environment), Object.fromEntries(filled)]
    return fhirSource({ base, headers, client: clientOf(entry, environment), pinSystem: entry.pin_system })
  }
  const address = fill(sql, environment)
  if (kindOf(address) === 'postgres') return postgresSource(address, query)
  return mysqlSource(address.replace(/^mariadb:/, 'mysql:'), query)
}

function clientOf({ client }: FeedEntry, environment: NodeJS.ProcessEnv): FhirClient | undefined {
  if (!client) return undefined
  const { token_url: tokenUrl, id, secret, key: keyFile, key_id: keyId, scope } = client
  const clientId = fill(id, environment)
  return { tokenUrl, clientId, scope, secret: secret && fill(secret, environment), keyFile, keyId }
}
