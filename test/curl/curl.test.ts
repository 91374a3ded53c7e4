import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { stepNames } from '../../src/curl/arguments.ts'
import { openTestLine, signingKey } from '../helper.ts'
import { runCommand } from '../run-command.ts'

const run = promisify(execFile)
const clients = [{ id: 'c1', name: "Ann O'Lee", pin: '1995', appointments: [{ at: '2030-12-15T14:00' }] }]

/** A line that listens, and the command beside it. */
async function openDesk(settings: Record<string, string> = {}) {
  const line = await openTestLine({ clients, settings: { PUBLIC_URL: '', ...settings } })
  const { PORT, DATABASE_URL, PUBLIC_URL } = line.config
  const environment = {
    PORT: String(PORT),
    DATABASE_URL,
    SIGNALWIRE_SIGNING_KEY: signingKey,
    STATE_SECRET: line.config.STATE_SECRET.join(','),
    PIN_SECRET: line.config.PIN_SECRET,
    ...(PUBLIC_URL && { PUBLIC_URL }),
  }
  const curl = (args: string[], changes: Record<string, string> = {}) =>
    runCommand('curl', args, { environment: { ...environment, ...changes } })
  return { line, curl }
}

/** Pastes a line into a shell. */
async function paste(line: string): Promise<string> {
  return (await run('sh', ['-c', line])).stdout
}

describe('a line to paste', () => {
  test('is signed, with valid progress, and leads on as the call does', async () => {
    const { curl } = await openDesk()
    const voice = await curl(['voice'])
    expect(voice.code).toBe(0)
    expect(voice.out.trim().split('\n')).toHaveLength(1)
    expect(await paste(voice.out)).toContain('Please say your first and last name.')
    const named = await curl(['name', '--say', "Ann O'Lee."])
    expect(await paste(named.out)).toContain('please enter the year you were born')
    const right = await curl(['pin', '--client', 'c1', '--keys', '1995', '--call', 'call-1'])
    expect(await paste(right.out)).toContain('your appointment is on Sunday, December 15th')
    const yes = await curl(['sms-offer', '--client', 'c1', '--say', 'No.', '--call', 'call-1'])
    expect(await paste(yes.out)).toContain('Goodbye.')
  })

  test.each(stepNames)('for %s is taken by the line', async (step) => {
    const { curl } = await openDesk({ OPERATOR_NUMBER: '+12025550188' })
    const { code, out, err } = await curl([step, '--client', 'c1', '--run'])
    expect(err).toBe('')
    expect(out).toMatch(
      step === 'sms-status' ? /^HTTP 204/ : /^HTTP 200, text\/xml; charset=utf-8, \d+ ms\n.*<Response/s,
    )
    expect(code).toBe(0)
  })

  test('goes through the tunnel or, with --local, straight to this machine, signed for the public URL', async () => {
    const { curl } = await openDesk({ PUBLIC_URL: 'https://line.example.com' })
    expect((await curl(['voice'])).out).toContain('https://line.example.com/voice')
    expect(await curl(['voice', '--local', '--run'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^HTTP 200/),
    })
  })

  test('needs no key in development, and no signature then', async () => {
    const { curl } = await openDesk({ SIGNALWIRE_SIGNING_KEY: '' })
    const { out } = await curl(['voice'], { SIGNALWIRE_SIGNING_KEY: '' })
    expect(out).not.toContain('Signature')
    expect(await paste(out)).toContain('<Response>')
  })
})

describe('--run', () => {
  test('shows the answer with one element a line', async () => {
    const { curl } = await openDesk()
    const { out } = await curl(['voice', '--run'])
    expect(out).toMatch(
      /\n<Response>\n {2}<Gather [^\n]*>\n {4}<Say [^\n]*>Please say your first and last name\.<\/Say>\n/,
    )
  })

  test('exits with 1 when the platform could not use the answer', async () => {
    const { curl } = await openDesk()
    const { code, out } = await curl(['voice', '--run'], { SIGNALWIRE_SIGNING_KEY: 'another key' })
    expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(/^HTTP 403, .*Forbidden\n$/s) })
  })

  test('says what to do when nobody answers', async () => {
    const { curl } = await openDesk()
    const { code, err } = await curl(['voice', '--run'], { PORT: '1' })
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('is "npm start" running') })
  })
})

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://line.example.com',
  SIGNALWIRE_PROJECT_ID: 'project',
  SIGNALWIRE_API_TOKEN: 'token',
  SIGNALWIRE_SPACE_URL: 'localhost:1',
  SIGNALWIRE_SIGNING_KEY: signingKey,
  STATE_SECRET: 'x'.repeat(32),
  PIN_SECRET: 'y'.repeat(32),
}

test('progress from after the PIN is not made in production, and any other is', async () => {
  const offer = await runCommand('curl', ['sms-offer', '--client', 'c1'], { environment: production })
  expect(offer).toMatchObject({ code: 1, out: '', err: expect.stringContaining('in development only') })
  const pin = await runCommand('curl', ['pin', '--client', 'c1'], { environment: production })
  expect(pin).toMatchObject({
    code: 0,
    out: expect.stringContaining('https://line.example.com/pin?client=c1'),
  })
})

test.each([
  [['dance'], 'There is no step "dance". The steps are name,'],
  [[], 'Name a step: name,'],
  [['voice', 'pin'], 'name one step at a time'],
  [['voice', '--loud'], "Unknown option '--loud'"],
  [['pin'], '--client ID'],
  [['pin', '--client', 'c1', '--keys', 'abc'], '--keys must be 0-9'],
  [['voice', '--lang', 'xx'], '--lang must be one of en-US'],
  [['voice', '--call', 'a b'], '--call must be at most 64 letters'],
])('%j is answered in a sentence, exit 1', async (args, says) => {
  const { code, out, err } = await runCommand('curl', args)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toContain(says)
  expect(err.trim().split('\n')).toHaveLength(1)
})
