import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { documentOf, listen } from './helper.ts'

const home = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
const dependencies = Object.keys(manifest.dependencies)

let folder: string
let tarball: string

/** A folder outside the repository, with what is packed and its dependencies alone. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cxml-phone-'))
  const packed = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const [{ filename }] = JSON.parse(execFileSync('npm', packed, { cwd: home, encoding: 'utf8' }))
  tarball = join(folder, filename)
  const installed = join(folder, 'node_modules', 'cxml-phone')
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'])
  for (const name of dependencies) {
    symlinkSync(join(home, '..', 'node_modules', name), join(folder, 'node_modules', name))
  }
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true }))

const binary = () => join(folder, 'node_modules', 'cxml-phone', manifest.bin['cxml-phone'])

function start(args: string[]): ChildProcess {
  const child = spawn(process.execPath, [binary(), ...args], { cwd: folder })
  onTestFinished(() => void child.kill())
  return child
}

async function run(...args: string[]) {
  const child = start(args)
  let output = ''
  child.stdout?.on('data', (data) => {
    output += data
  })
  child.stderr?.on('data', (data) => {
    output += data
  })
  child.stdin?.end()
  const [code] = await once(child, 'close')
  return { code, output }
}

/** A line that sends its documents as HTML, and finds its next step from where it stands. */
const openLine = () =>
  listen((request, response) => {
    const verbs = '<Gather numDigits="1" action="next"><Say>Press one.</Say></Gather>'
    response.setHeader('content-type', 'text/html')
    response.end(documentOf(request.url === '/voice' ? verbs : '<Say>Thank you.</Say>'))
  })

describe('the packed command, outside its repository', () => {
  it('is small, and brings no server into the project', () => {
    expect(dependencies).toEqual(['saxes', 'yaml', 'zod'])
    expect(statSync(tarball).size).toBeLessThan(1_000_000)
  })

  it('loads no more than it needs before it calls', () => {
    const packages = new Set<string>()
    const seen = new Set<string>()
    const follow = (file: string): void => {
      if (seen.has(file)) return
      seen.add(file)
      for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
        /^(?:import|export) .*?from '([^']+)'/gm,
      )) {
        if (name.startsWith('.')) follow(join(dirname(file), name))
        else if (!name.startsWith('node:')) packages.add(name)
      }
    }
    follow(binary())
    expect([...packages].sort()).toEqual(['saxes', 'zod'])
  })

  it('calls a line, with the answers given', async () => {
    const { code, output } = await run(`${await openLine()}/voice`, '--keys', '1', '--from', 'anonymous')
    expect(output).toContain('Calling +12025550100 from anonymous')
    expect(output).toContain('  line  Press one.\n   you  keys 1\n  line  Thank you.\n\nThe line hung up.\n')
    expect(code).toBe(0)
  })

  it('takes warnings for errors with --strict, and shows neither stack nor code', async () => {
    const { code, output } = await run(`${await openLine()}/voice`, '--keys', '1', '--strict')
    expect(output).toContain(" error  the answer's Content-Type is text/html")
    expect(output).not.toContain('Thank you.')
    expect(code).toBe(1)
  })

  it('writes a call to a file and replays it', async () => {
    const url = `${await openLine()}/voice`
    expect((await run(url, '--keys', '1', '--record', 'call.yaml')).code).toBe(0)
    expect((await run(url, '--script', 'call.yaml')).code).toBe(0)
  })

  it('texts a line, and shows what it answers', async () => {
    const origin = await listen((_request, response) => {
      response.setHeader('content-type', 'text/xml').end(documentOf('<Message>Hello to you.</Message>'))
    })
    const { code, output } = await run(`${origin}/sms`, '--text', 'Hello')
    expect(output).toBe('\nText to +12025550100\n  Hello\n\nText to +12025550123\n  Hello to you.\n')
    expect(code).toBe(0)
  })

  it('serves the page for any URL, without a server package', async () => {
    const url = `${await openLine()}/voice`
    const child = start([url, '--page'])
    const [shown] = await once(child.stdout ?? child, 'data')
    const page = /at (http:\S+)/.exec(String(shown))?.[1] ?? ''
    expect(String(shown)).toContain(`calls ${url}`)
    expect(await (await fetch(page)).text()).toMatch(/<script[^>]+src="\/phone\/assets/)
    child.kill('SIGINT')
    expect((await once(child, 'close'))[0]).toBe(0)
  })

  it.each([
    [[], /^Name the URL to call, .*--help/],
    [['nonsense'], /^"nonsense" is no URL to call: write it with http:\/\/ or https:\/\//],
    [['http://a.example', 'http://b.example'], /^One URL is called/],
    [['--sya', 'x'], /^Unknown option '--sya'\. Run/],
    [['http://a.example', '--at', 'tomorrow'], /^--at wants a time/],
    [['http://a.example', '--strict', '--lenient'], /exclude each other/],
    [['http://a.example', '--page', '--keys', '1'], /^On the page you are the caller: leave out/],
    [['http://a.example', '--port', 'x', '--page'], /^--port wants a number/],
    [['http://a.example', '--script', '/none.yaml'], /there is no such file/],
    [['http://a.example', '--script', 'no.yaml'], /^no\.yaml cannot be replayed: .+\./],
    [['http://127.0.0.1:1/', '--silence'], /11200: nothing listens at 127\.0\.0\.1:1/],
  ])('says in one sentence what is wrong: %j', async (args, message) => {
    writeFileSync(join(folder, 'no.yaml'), '{ [ not: yaml')
    const { code, output } = await run(...args)
    expect(output).toMatch(message)
    expect(output).not.toMatch(/\n {4}at /)
    expect(code).toBe(1)
  })

  it('begins the call when it is told to', async () => {
    const forms: string[] = []
    const origin = await listen((request, response) => {
      request.on('data', (data) => forms.push(String(data)))
      response.setHeader('content-type', 'text/xml').end(documentOf(''))
    })
    await run(`${origin}/voice`, '--silence', '--at', '2026-12-25T10:00Z', '--status-url', `${origin}/ended`)
    expect(new URLSearchParams(forms.at(-1)).get('Timestamp')).toMatch(/^Fri, 25 Dec 2026 10:00:/)
  })
})
