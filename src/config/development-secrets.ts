import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { ConfigError } from '../errors/config-error.ts'
import { codeOf } from '../errors/error-code.ts'
import { describeFileError } from '../errors/file-error.ts'

const secrets = z.object({ STATE_SECRET: z.string().min(32), PIN_SECRET: z.string().min(32) })

/**
 * The secrets of development. They are generated at the first start and kept in a file, so that calls in progress and
 * imported PINs survive a restart. Processes that start at once use the same file: each links a finished one into
 * place, and only the first link succeeds.
 * @throws ConfigError when they cannot be read or kept
 */
export function developmentSecrets(file = 'data/development-secrets.json'): z.infer<typeof secrets> {
  if (!existsSync(file)) create(file)
  try {
    return secrets.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new ConfigError([`${file} cannot be read: remove it, and new development secrets are generated`])
  }
}

function create(file: string): void {
  const made = { STATE_SECRET: randomBytes(32).toString('hex'), PIN_SECRET: randomBytes(32).toString('hex') }
  const draft = `${file}.${process.pid}`
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(draft, JSON.stringify(made, null, 2), { mode: 0o600 })
  } catch (error) {
    const fault = `development secrets cannot be kept in ${file} (${describeFileError(error)})`
    throw new ConfigError([
      `${fault}: set STATE_SECRET and PIN_SECRET, or start in a folder that this user may write to`,
    ])
  }
  try {
    linkSync(draft, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}
