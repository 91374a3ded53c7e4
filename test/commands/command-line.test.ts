import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { runCommand as run } from '../../src/commands/run-command.ts'
import { withDatabase } from '../../src/commands/with-database.ts'
import { CommandError } from '../../src/errors/command-error.ts'
import { built } from '../built.ts'
import { runCommand } from '../run-command.ts'
import { temporaryFolder } from '../store/databases.ts'

const onDatabase = {
  import: ['clients.csv'],
  copy: ['--from', 'file:a.db', '--to', 'file:b.db'],
  unlock: ['--client', 'a'],
  find: ['Ann Lee'],
  audit: ['--since', '2026-01-01'],
  purge: [],
  erase: ['--client', 'a'],
  hours: ['show'],
  requests: [],
  report: [],
  phone: ['--silence'],
}
const commands = [...Object.keys(onDatabase), 'doctor', 'connect', 'curl', 'eval', 'bench']

describe.each(commands)('%s', (name) => {
  test('shows how it is called when it is asked for help, whatever else is asked', async () => {
    const { code, out, err } = await runCommand(name, ['--no-such-option', '--help'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(new RegExp(`npm run (-s |--silent )?${name}\\b`))
  })

  test('answers an unknown option in a sentence that says how to get help, and makes nothing', async () => {
    const folder = temporaryFolder()
    const { code, out, err } = await runCommand(name, ['--no-such-option'], { folder })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toBe(`Unknown option '--no-such-option'. ${help(name)}`)
    expect(readdirSync(folder)).toEqual(['trusted.pem'])
  })
})

test('whoever stops reading, as "| head" does, gets no stack trace', async () => {
  const command = `"${process.execPath}" "${built}/src/commands/phone.js" --silence | true`
  const env = { PATH: process.env.PATH, PORT: '0' }
  const shell = spawn('sh', ['-c', command], {
    cwd: temporaryFolder(),
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  expect(await text(shell.stderr)).toBe('')
})

test.each([
  ['import', [], 'Name the file to load.'],
  ['copy', ['--from', 'file:a.db'], '--to must be file:PATH'],
  ['unlock', [], 'Give one of --client, --number and --list.'],
  ['unlock', ['--client', 'a', '--number', '+12025550123'], 'Give one of --client'],
  [
    'unlock',
    ['--number', '202-555-0123'],
    '--number must be a number in E.164, such as +12025550123, or "withheld".',
  ],
  ['unlock', ['--client'], "Option '--client <value>' argument missing."],
  ['find', [], 'Give the name to find.'],
  ['audit', [], '--since is required.'],
  ['audit', ['--since', 'soon'], '--since is not a date and time like'],
  ['audit', ['--since', '2026-01-01', '--format', 'xml'], '--format must be csv or jsonl, not "xml".'],
  ['purge', ['now'], "Unexpected argument 'now'."],
  ['purge', ['it. Now'], "Unexpected argument 'it. Now'."],
  ['erase', ['--client', '-5'], "Option '--client' argument is ambiguous. Did you forget"],
  ['erase', [], '--client is required.'],
  ['hours', [], 'Give show, import FILE.yaml or export.'],
  ['hours', ['import'], 'Name the YAML file to import.'],
  ['hours', ['show', 'all'], 'Give show, import FILE.yaml or export.'],
  ['report', ['--days', '0'], '--days must be a whole number'],
  ['connect', ['5551234'], '"5551234" is not a number in E.164'],
  ['curl', ['dance'], 'There is no step "dance"'],
  ['eval', [], 'Give one of --clients, --sentences, --pins and --answers.'],
  ['eval', ['--heard', 'a.jsonl'], '--heard, --hints and --keys need --clients'],
  ['eval', ['--clients', 'a.csv'], '--clients needs --heard FILE.jsonl, --hints or --keys'],
  ['eval', ['--clients', 'a.csv', '--hints', '--pin-length', '9'], '--pin-length must be a whole number'],
  ['bench', ['webhook'], 'There is no part "webhook"'],
  ['phone', ['--keys', '12a'], '--keys wants 0-9, * and #, not "12a".'],
])('%s %j is answered in a sentence that says how to get help', async (name, args, says) => {
  const { code, out, err } = await runCommand(name, args)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err.startsWith(says)).toBe(true)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  expect(err.endsWith(` ${help(name)}`)).toBe(true)
})

test.each([
  ['import', ['clients.csv'], '--replace'],
  ['import', ['clients.csv'], '--dry-run'],
  ['unlock', ['c1'], '--client'],
  ['doctor', [], '--json'],
])('%s %j says that npm has taken %s where it was written without a "--"', async (name, args, flag) => {
  const environment = { [`npm_config_${flag.slice(2).replace('-', '_')}`]: 'true' }
  const { code, out, err } = await runCommand(name, args, { environment })
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toBe(`npm has taken ${flag} for itself: write "--" before the arguments. ${help(name)}`)
})

test.each(Object.entries(onDatabase))(
  '%s tells of a database that is gone in one line',
  async (name, args) => {
    const gone = 'postgres://someone:secret@127.0.0.1:1/line'
    const own = args.map((arg) => (arg === 'file:a.db' ? gone : arg))
    const { code, out, err } = await runCommand(name, own, { environment: { DATABASE_URL: gone } })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(
      /The database postgres:\/\/127\.0\.0\.1:1\/line cannot be reached: nothing listens there\.\n$/,
    )
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  },
)

const configured = Object.entries({ ...onDatabase, connect: [], curl: ['voice'] }).filter(
  ([name]) => name !== 'copy',
)

test.each(configured)('%s tells of a bad configuration in one line for each fault', async (name, args) => {
  const environment = { DATABASE_URL: 'nonsense', TIME_ZONE: 'Mars' }
  const { code, out, err } = await runCommand(name, args, { environment })
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(/^Invalid configuration \(see \.env\.example\):\n {2}DATABASE_URL /)
  expect(err.trimEnd().split('\n')).toHaveLength(3)
})

test('a .env that cannot be read, and development secrets that cannot be kept, are faults of the configuration', async () => {
  const folder = temporaryFolder()
  writeFileSync(`${folder}/data`, '')
  expect((await runCommand('purge', [], { folder })).err).toMatch(
    /:\n {2}development secrets cannot be kept in data\/development-secrets\.json \(a part of its path is not a folder\): [^\n]*\n$/,
  )
  expect((await runCommand('doctor', [], { folder })).out).toMatch(/^✗ configuration {2}development secrets/)
  mkdirSync(`${folder}/.env`)
  expect((await runCommand('purge', [], { folder })).err).toMatch(/:\n {2}\.env cannot be read: [^\n]*\n$/)
})

test('a database host that is gone in the middle of the work is told in words', async () => {
  const lost = async () => {
    await once(connect({ host: '127.0.0.1', port: 1 }), 'connect').catch((error: unknown) => {
      throw new AggregateError([error])
    })
  }
  await expect(withDatabase(`file:${temporaryFolder()}/a.db`, lost)).rejects.toThrow(
    'cannot be reached: nothing listens there.',
  )
})

test('a mistake in the code shows where it is, and what was worded for people does not', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => {
    said.mockRestore()
    process.exitCode = 0
  })
  await run('any', '', async () => {
    throw new TypeError('undefined is not a function')
  })
  await run('any', '', async () => {
    throw new CommandError('There is nobody.')
  })
  expect(said.mock.calls).toEqual([
    [expect.stringMatching(/^TypeError: undefined is not a function\n +at .*command-line\.test/)],
    ['There is nobody.'],
  ])
})

function help(name: string): string {
  return `Run "npm run ${name} -- --help" for usage.\n`
}
