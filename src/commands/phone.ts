import { stdin, stdout } from 'node:process'
import * as phone from '../../phone/src/errors.ts'
import { type PhoneArguments, readArguments, usage } from '../../phone/src/terminal/arguments.ts'
import { callFromTerminal, type Target } from '../../phone/src/terminal/terminal-call.ts'
import { reachServer } from '../development/reach-server.ts'
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

async function findTarget(options: PhoneArguments): Promise<{ target: Target; close(): Promise<void> }> {
  const { url, key, fallbackUrl, statusUrl } = options
  const given = { ...(key ? { key } : {}), ...(fallbackUrl ? { fallbackUrl } : {}) }
  if (url) {
    const target = { url, ...given, ...(statusUrl ? { statusCallbackUrl: statusUrl } : {}) }
    return { target, close: async () => {} }
  }
  const server = await reachServer((text) => process.stderr.write(text))
  const target: Target = {
    url: `${server.publicUrl}/voice`,
    detour: { publicUrl: server.publicUrl, localUrl: server.localUrl },
    fallbackUrl: `${server.publicUrl}/fallback`,
    statusCallbackUrl: `${server.publicUrl}/call-status`,
    ...(server.signingKey ? { key: server.signingKey } : {}),
    ...given,
  }
  return { target, close: () => server.close() }
}

await runCommand('phone', usage, main)
