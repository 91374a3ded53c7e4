import { stdin, stdout } from 'node:process'
import * as phone from '../../phone/src/errors.ts'
import { type PhoneArguments, readArguments, usage } from '../../phone/src/terminal/arguments.ts'
import { callFromTerminal } from '../../phone/src/terminal/terminal-call.ts'
import { type Reached, reachServer } from '../development/reach-server.ts'
import { runCommand, UsageError } from './run-command.ts'

async function main(): Promise<number> {
  return call().catch((error: unknown) => {
    throw error instanceof phone.UsageError ? new UsageError(error.message) : error
  })
}

async function call(): Promise<number> {
  const options = readArguments()
  const { target, close } = await findTarget(options)
  try {
    return await callFromTerminal(target, options, { stdin, stdout })
  } finally {
    await close()
  }
}

async function findTarget({ url, key, fallbackUrl, statusUrl }: PhoneArguments): Promise<Reached> {
  const given = { ...(key && { key }), ...(fallbackUrl && { fallbackUrl }) }
  if (url) {
    const target = { url, ...given, ...(statusUrl && { statusCallbackUrl: statusUrl }) }
    return { target, close: async () => {} }
  }
  const { target, close } = await reachServer((text) => process.stderr.write(text))
  return { target: { ...target, ...given }, close }
}

const help = usage('npm run phone', '--say "Example Man" --keys 1995 --say yes')
await runCommand('phone', help, main)
