import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readArguments } from '../src/terminal/arguments.ts'
import { readTyped } from '../src/terminal/keyboard.ts'
import { callFromTerminal } from '../src/terminal/terminal-call.ts'
import { documentOf, listen } from './helper.ts'

const pages: Record<string, string> = {
  '/voice':
    '<Gather input="dtmf speech" action="ORIGIN/next"><Say>Who is there?</Say></Gather><Say>Nobody.</Say>',
  '/next': '<Say>Welcome.</Say><Hangup/>',
}

/** A line of these pages; whatever else is asked for is not found. */
const openLine = () =>
  listen((request, response) => {
    const page = pages[request.url ?? '']?.replace('ORIGIN', `http://${request.headers.host}`)
    response.statusCode = page === undefined ? 404 : 200
    response.setHeader('content-type', 'text/xml').end(page === undefined ? '' : documentOf(page))
  })

async function call(args: string[], typed = '') {
  const stdin = Object.assign(new PassThrough(), { isTTY: false })
  const stdout = new PassThrough()
  stdin.end(typed)
  const options = readArguments(args)
  const code = await callFromTerminal({ url: options.url ?? '' }, options, { stdin, stdout })
  return { code, output: String(stdout.read() ?? '') }
}

describe('a call in the terminal', () => {
  it('is a transcript, with the answers given in their order', async () => {
    const url = `${await openLine()}/voice`
    const { code, output } = await call(['--url', url, '--say', 'Example Man'])
    expect(output).toBe(`Calling +12025550100 from +12025550123, at ${url}

  line  Who is there?
   you  "Example Man"
  line  Welcome.

The line hung up.
`)
    expect(code).toBe(0)
  })

  it('is silent once the answers run out', async () => {
    const url = `${await openLine()}/voice`
    const { code, output } = await call([
      '--url',
      url,
      '--silence',
      '--from',
      'anonymous',
      '--to',
      '+12025550199',
    ])
    expect(output).toContain(`Calling +12025550199 from anonymous, at ${url}\n`)
    expect(output).toContain('   you  (silence)\n  line  Nobody.\n')
    expect(code).toBe(0)
  })

  it('fails when nobody attended and it did not end by itself', async () => {
    const { code, output } = await call(['--url', `${await openLine()}/voice`, '--hang-up'])
    expect(output).toContain('   you  (hangs up)\n\nYou hung up.\n')
    expect(code).toBe(1)
  })

  it('takes what is typed, until the end of the input', async () => {
    const { code, output } = await call(['--url', `${await openLine()}/voice`], '12#\n')
    expect(output).toContain('   you  keys 1 2 #\n  line  Welcome.\n')
    expect(code).toBe(0)
    expect((await call(['--url', `${await openLine()}/voice`])).output).toContain('You hung up.')
  })

  it('says in a sentence what the platform would not take', async () => {
    const { code, output } = await call(['--url', `${await openLine()}/nothing`, '--silence'])
    expect(output.replace(/\s+/g, ' ')).toContain(
      'error 11217: the server answers with status 404; the platform cannot use it and takes the fallback URL, or ends the call; to fix it, see its log, and answer with 200. The call failed.',
    )
    expect(code).toBe(1)
  })

  it('says what the line did not take', async () => {
    const url = `${await openLine()}/voice`
    const { output } = await call(['--url', url, '--keys', '12#34'])
    expect(output).toContain('   you  keys 1 2 # 3 4 (taken: 1 2)\n')
  })

  it('goes wrong on demand', async () => {
    const url = `${await openLine()}/voice`
    const { code, output } = await call(['--url', url, '--silence', '--line-fault', 'down'])
    expect(output).toContain('error  11217: the server answers with status 500')
    expect(code).toBe(1)
    await expect(call(['--url', url, '--silence', '--text-fault', 'hang'])).rejects.toThrow(/our own server/)
  })

  it('is written to a file, which replays and checks it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'phone-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'call.yaml')
    const url = `${await openLine()}/voice`
    expect((await call(['--url', url, '--say', 'Example Man', '--record', file])).code).toBe(0)
    expect((await call(['--url', url, '--script', file])).code).toBe(0)
    writeFileSync(file, readFileSync(file, 'utf8').replace('Welcome', 'Goodbye'))
    const { code, output } = await call(['--url', url, '--script', file])
    expect(output.replace(/\s+/g, ' ')).toContain(
      'wrong step 2 wants to hear "Goodbye.", and the line says "Welcome."',
    )
    expect(code).toBe(1)
  })

  it('says in a sentence which file cannot be replayed or written', async () => {
    const url = `${await openLine()}/voice`
    await expect(call(['--url', url, '--script', '/no/call.yaml'])).rejects.toThrow(
      '/no/call.yaml cannot be replayed: there is no such file or folder.',
    )
    await expect(call(['--url', url, '--silence', '--record', '/no/call.yaml'])).rejects.toThrow(
      'cannot be written to /no/call.yaml (there is no such file or folder): name another',
    )
  })

  it('takes the time it says in real time', async () => {
    const started = performance.now()
    await call(['--url', `${await openLine()}/voice`, '--keys', '1#', '--real-time'])
    // the prompt and two keys, half a second each
    expect(performance.now() - started).toBeGreaterThan(2000)
  })
})

describe('the arguments of a call', () => {
  it.each([
    [['--keys', '12a'], /--keys wants 0-9/],
    [['--sya', 'x'], /--sya/],
    [['--say'], /--say/],
    [['--set', 'mood=good'], /knows no "mood"/],
    [['--set', 'strictness=mild'], /strictness/],
    [['--script', 'a', '--say', 'b'], /--script/],
    [['--line-fault', 'flood'], /knows no "flood"; there are none, slow, down/],
    [['yes'], /yes/],
  ])('are refused with a reason: %j', (args, message) => {
    expect(() => readArguments(args)).toThrow(message)
  })

  it.each(['strict', 'lenient'])('set how the platform is: %s', (strictness) => {
    const { switches } = readArguments(['--set', 'emptyResult=blank', `--${strictness}`])
    expect(switches).toEqual({ emptyResult: 'blank', strictness })
  })
})

describe('what is typed', () => {
  it.each([
    ['Example Man', { kind: 'words', words: 'Example Man' }],
    ['1995', { kind: 'key', key: '1' }],
    ['"1995', { kind: 'words', words: '1995' }],
    ['"yes"', { kind: 'words', words: 'yes' }],
    ['*', { kind: 'key', key: '*' }],
  ])('means what it says: %s', (text, input) => {
    expect(readTyped(text)?.inputs[0]).toMatchObject(input)
  })

  it('is silence when empty, ends the call with /hangup, and otherwise asks for help with a slash', () => {
    expect(readTyped('')).toEqual({ inputs: [] })
    expect(readTyped('/hangup')).toMatchObject({ hangsUp: true })
    expect(readTyped('/what')).toBeUndefined()
  })
})
