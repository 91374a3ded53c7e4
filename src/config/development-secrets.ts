import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { ConfigError } from '../errors/config-error.ts'
import { codeOf } from '../errors/error-code.ts'
import { describeFileError } from '../errors/file-error.ts'

const secrets = z.object({ STATE_SECRET: z.string().min(32), PIN_SECRET: z.string().min(32) })

/**
 * Development's secrets, made at the first start and kept, so that calls in progress and imported PINs outlive it.
 * Several processes that start at once agree on one set: a finished file is linked into place, and only one link wins.
 * @throws ConfigError when they cannot be kept
 */
export function keptSecrets(file = 'data/development-secrets.json'): z.infer<typeof secrets> {
  if (!existsSync(file)) make(file)
  try {
    return secrets.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new ConfigError([`${file} cannot be read; remove it to have new development secrets made`])
  }
}

function make(file: string): void {
  const made = { STATE_SECRET: randomBytes(32).toString('hex'), PIN_SECRET: randomBytes(32).toString('hex') }
  const draft = `${file}.${process.pid}`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(draft, JSON.stringify(made, null, 2), { mode: 0o600 })
  } catch (error) {
    const fault = `development secrets cannot be kept in ${file} (${describeFileError(error)})`
    throw new ConfigError([`${fault}: set STATE_SECRET and PIN_SECRET, or start it where it may write`])
  }
  try {
    linkSync(draft, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}
