import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { temporaryFolder } from './store/databases.ts'

const root = new URL('..', import.meta.url).pathname
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))

export type Ended = { code: number | null; out: string; err: string }

export type CommandOptions = {
  environment?: Record<string, string>
  /** Whose certificate is trusted beside the public ones. */
  certs?: string[]
  folder?: string
  /** What is typed. */
  input?: string
}

/**
 * Starts a command as `npm run` does, in a folder without a `.env`. Whatever listens on the default port is not the
 * test's, so no command meets it.
 */
export function startCommand(name: string, args: string[] = [], options: CommandOptions = {}) {
  const { environment = {}, certs = [], folder = temporaryFolder(), input = '' } = options
  const bundle = `${folder}/trusted.pem`
  writeFileSync(bundle, certs.join('\n'))
  const env = { PATH: process.env.PATH, PORT: '0', NODE_EXTRA_CA_CERTS: bundle, ...environment }
  const file = root + scripts[name].replace('node ', '')
  const child = spawn(process.execPath, [file, ...args], { cwd: folder, env })
  const outputs = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  if (input !== '') child.stdin.write(input)
  const ended: Promise<Ended> = outputs.then(([out, err, [code]]) => ({ code, out, err }))
  return { child, ended }
}

/** Runs a command to its end. */
export function runCommand(name: string, args: string[] = [], options: CommandOptions = {}): Promise<Ended> {
  const { child, ended } = startCommand(name, args, options)
  child.stdin.end()
  return ended
}
