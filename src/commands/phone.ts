import { stdin, stdout } from 'node:process'
import {
  callFromTerminal,
  type PhoneArguments,
  UsageError as PhoneUsageError,
  readArguments,
  textFromTerminal,
  usage,
} from 'cxml-phone'
import { UsageError } from '../errors/command-error.ts'
import { type Reached, reachServer } from './reach-server.ts'
import { runCommand } from './run-command.ts'

async function main(): Promise<number> {
  return call().catch((error: unknown) => {
    throw error instanceof PhoneUsageError ? new UsageError(error.message) : error
  })
}

async function call(): Promise<number> {
  const options = readArguments()
  const { target, close } = await findTarget(options)
  try {
    const { text: body } = options
    if (body === undefined) return await callFromTerminal(target, options, { stdin, stdout })
    return await textFromTerminal({ ...target, url: target.messageUrl ?? target.url, body }, options, {
      stdout,
    })
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
