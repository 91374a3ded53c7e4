import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig, variables } from '../../src/config/config.ts'
import { warningsOf } from '../../src/config/warnings.ts'
import { ConfigError } from '../../src/errors/config-error.ts'

const long = 'x'.repeat(32)
const whsec = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://line.example.com',
  SIGNALWIRE_PROJECT_ID: 'project',
  SIGNALWIRE_API_TOKEN: 'token',
  SIGNALWIRE_SPACE_URL: 'localhost:8443',
  SIGNALWIRE_SIGNING_KEY: 'key',
  STATE_SECRET: `${long},${long}y`,
  PIN_SECRET: long,
}

function faultsOf(environment: Record<string, string | undefined>): string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message.split('\n')
  }
}

describe('the configuration', () => {
  const home = process.cwd()
  beforeEach(() => process.chdir(mkdtempSync(join(tmpdir(), 'frontdesk-'))))
  afterEach(() => process.chdir(home))

  test('needs nothing in development, where secrets are made once and kept', () => {
    const config = readConfig({})
    expect(config).toMatchObject({ development: true, PORT: 3000, HOST: '127.0.0.1', LANGUAGES: ['en-US'] })
    expect(config.PIN_SECRET.length).toBeGreaterThanOrEqual(32)
    expect(readConfig({})).toEqual(config)
    const modes = ['data', 'data/development-secrets.json'].map((path) => statSync(path).mode & 0o777)
    expect(modes).toEqual([0o700, 0o600])
  })

  test('of production is complete with credentials, key, https and secrets', () => {
    expect(readConfig(production)).toMatchObject({ development: false, STATE_SECRET: [long, `${long}y`] })
  })

  test.each([
    ...['SIGNALWIRE_PROJECT_ID', 'SIGNALWIRE_API_TOKEN', 'SIGNALWIRE_SPACE_URL', 'SIGNALWIRE_SIGNING_KEY'],
    ...['PUBLIC_URL', 'STATE_SECRET', 'PIN_SECRET'],
  ])('of production without %s is refused in a line that names it', (name) => {
    expect(faultsOf({ ...production, [name]: '' })).toEqual([expect.stringContaining(name)])
  })

  test('of production wants https and long secrets', () => {
    expect(faultsOf({ ...production, PUBLIC_URL: 'http://line.example.com' })).toHaveLength(1)
    expect(faultsOf({ ...production, STATE_SECRET: `${long},short` })).toHaveLength(1)
    expect(faultsOf({ ...production, PIN_SECRET: 'short' })).toHaveLength(1)
  })

  test('names every fault at once, and never shows a value', () => {
    const faults = faultsOf({
      ...production,
      PORT: 'http',
      PIN_SECRET: 'too-short',
      OPERATOR_NUMBER: '555',
      PIN_LENGTH: '3',
    })
    expect(faults.map((line) => line.split(' ')[0])).toEqual([
      'PORT',
      'OPERATOR_NUMBER',
      'PIN_LENGTH',
      'PIN_SECRET',
    ])
    expect(faults.join()).not.toContain('too-short')
  })

  test('wants all credentials or none in development', () => {
    expect(faultsOf({ SIGNALWIRE_PROJECT_ID: 'project' })).toHaveLength(2)
  })

  test.each([
    ['SIGNALWIRE_SPACE_URL', 'https://example.signalwire.com'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['TIME_ZONE', 'Mars/Olympus'],
    ['UNKNOWN_NAMES', 'shout'],
    ['LANGUAGES', 'en-US,fr-FR'],
    ['LANGUAGES', 'en-US,en-US'],
    ['PUBLIC_URL', 'line.example.com'],
    ['NODE_ENV', 'prod'],
    ['SMS_PER_SECOND', '0'],
    ['SMS_COUNTRIES', '1,999'],
    ['SMS_COUNTRIES', '1,979'],
    ['SMS_COUNTRIES', 'US'],
    ['SMS_PER_NUMBER_A_DAY', '0'],
    ['OPERATOR_NUMBER', '+1555123456'],
  ])('refuses %s=%s', (name, value) => {
    expect(
      faultsOf({
        [name]: value,
        ...(name === 'SIGNALWIRE_SPACE_URL' && { SIGNALWIRE_PROJECT_ID: 'a', SIGNALWIRE_API_TOKEN: 'b' }),
      }),
    ).toEqual([expect.stringMatching(new RegExp(`^${name} `))])
  })
})

describe('the voices', () => {
  const VOICES = (value: string) => ({ ...production, VOICES: value })

  test('are standard ones that the platform knows, and each language can have another', () => {
    const voices = { 'en-US': 'Polly.Joanna', 'es-US': 'Polly.Lupe' }
    expect(readConfig(production).VOICES).toEqual(voices)
    expect(readConfig(VOICES('es-US=Polly.Lupe-Neural')).VOICES).toEqual({
      ...voices,
      'es-US': 'Polly.Lupe-Neural',
    })
    expect(
      readConfig(VOICES('en-US = amazon.Ruth:neural:en-US , es-US=gcloud.es-US-Wavenet-A')).VOICES,
    ).toEqual({
      'en-US': 'amazon.Ruth:neural:en-US',
      'es-US': 'gcloud.es-US-Wavenet-A',
    })
  })

  test.each([
    [{ REQUESTS: 'on' }, ['REQUESTS_SECRET is missing']],
    [{ REQUESTS_SECRET: whsec }, ['REQUESTS_URL needs REQUESTS=on']],
    [{}, ['REQUESTS_URL needs REQUESTS=on', 'REQUESTS_SECRET is missing']],
    [{ REQUESTS: 'on', REQUESTS_SECRET: 'whsec_c2hvcnQ=' }, ['REQUESTS_SECRET must be whsec_']],
    [{ REQUESTS: 'on', REQUESTS_SECRET: whsec.slice(6) }, ['REQUESTS_SECRET must be whsec_']],
    [
      { REQUESTS: 'on', REQUESTS_SECRET: whsec, REQUESTS_URL: 'office.example.com' },
      ['REQUESTS_URL must be an http'],
    ],
    [
      { REQUESTS: 'on', REQUESTS_SECRET: whsec, REQUESTS_URL: 'https://a:b@office.example.com' },
      ['REQUESTS_URL must be'],
    ],
    [
      { REQUESTS: 'on', REQUESTS_SECRET: whsec, REQUESTS_URL: 'http://office.example.com' },
      ['REQUESTS_URL must begin'],
    ],
    [{ REQUESTS_URL: '', REQUESTS_SECRET: whsec }, ['REQUESTS_SECRET has no effect']],
    [{ REQUESTS: 'on', REQUESTS_SECRET: whsec }, []],
  ])('of requests for the office is refused in one line for each fault: %o', (change, lines) => {
    const faults = faultsOf({ REQUESTS_URL: 'https://office.example.com/requests', ...change })
    expect(faults).toEqual(lines.map((line) => expect.stringContaining(line)))
  })

  test.each([
    ['Polly.Joanna', ['VOICES must begin each entry with one of en-US, es-US and "=": entry 1 does not']],
    ['en-US=Joanna', ['VOICES must give en-US an engine and its voice, such as Polly.Joanna']],
    ['en-US=', ['VOICES must give en-US an engine and its voice, such as Polly.Joanna']],
    ['en-US=Polly.Joanna,en-US=Polly.Ivy', ['VOICES must name each language once: en-US has two voices']],
    [
      'fr-FR=Polly.Lea,es-US=Polly',
      [
        'VOICES must begin each entry with one of en-US, es-US and "=": entry 1 does not',
        'VOICES must give es-US an engine and its voice, such as Polly.Joanna',
      ],
    ],
  ])('%s are refused in one line for each fault', (value, lines) => {
    expect(faultsOf(VOICES(value))).toEqual(lines)
  })
})

test('metrics on the port of the webhooks are refused in a line that names METRICS_PORT', () => {
  const long = { ...production, PORT: '8080', METRICS_PORT: '8080' }
  expect(faultsOf(long)).toEqual(['METRICS_PORT must be another port than PORT, which is 8080 as well'])
  expect(faultsOf({ ...long, HOST: '0.0.0.0' })).toHaveLength(1)
  expect(faultsOf({ ...long, HOST: '10.0.0.1' })).toEqual([])
  expect(faultsOf({ ...long, METRICS_PORT: '9090' })).toEqual([])
})

describe('a start warns', () => {
  test.each([
    ['PUBLIC_ULR', 'PUBLIC_ULR is not a variable of frontdesk: did you mean PUBLIC_URL?'],
    ['Public_Url', 'did you mean PUBLIC_URL?'],
    ['OPERATOR_NUMER', 'did you mean OPERATOR_NUMBER?'],
    ['SIGNALWIRE_KEY', 'SIGNALWIRE_KEY is not a variable of frontdesk, and has no effect.'],
  ])('of %s, and does not show its value', (name, says) => {
    const [line, ...more] = warningsOf({ [name]: 'a value', PATH: '/bin', HOSTNAME: 'line' })
    expect(line).toContain(says)
    expect(line).not.toContain('a value')
    expect(more).toEqual([])
  })

  test('of a signing key that begins with PT, and of nothing that is right', () => {
    expect(warningsOf({ SIGNALWIRE_SIGNING_KEY: 'PSK_a, PT0123' })).toEqual([
      expect.stringMatching(/^SIGNALWIRE_SIGNING_KEY begins with PT/),
    ])
    expect(warningsOf({ ...production, SIGNALWIRE_SIGNING_KEY: 'PSK_a', PUBLIC_ULR: ' ' })).toEqual([])
  })
})

describe('the documents', () => {
  const text = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')

  test.each(Object.keys(variables.shape))('describe %s', (name) => {
    expect(text('.env.example')).toMatch(new RegExp(`^#?${name}=`, 'm'))
    expect(text('docs/configuration.md')).toContain(`\`${name}\``)
  })
})
