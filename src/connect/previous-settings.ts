import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CommandError } from '../errors/command-error.ts'
import { codeOf } from '../errors/error-code.ts'
import { describeFileError } from '../errors/file-error.ts'
import type { CallSettings } from '../signalwire/phone-number.ts'

const settings = z.object({
  voiceUrl: z.string(),
  voiceMethod: z.string(),
  fallbackUrl: z.string(),
  fallbackMethod: z.string(),
  statusUrl: z.string(),
  statusMethod: z.string(),
  application: z.string(),
}) satisfies z.ZodType<CallSettings>

const kept = z.object({
  number: z.string(),
  before: settings,
  handler: z.string().optional(),
  after: settings,
})

/** What a number did before it was connected, how it was handled, and what it was set to then. */
export type Kept = z.infer<typeof kept>

/** One small file a number, beside the database of a development server; it says where a number goes, no secrets. */
export function keptFile(number: string, folder = 'data/connected'): string {
  return join(folder, `${number.replace(/\D/g, '')}.json`)
}

export function readKept(file: string): Kept | undefined {
  try {
    return kept.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined
    throw new CommandError(
      `${file} cannot be read: move it away if what the number did before does not matter.`,
    )
  }
}

/**
 * On the disk, whole, before anything is changed: an interruption or a power cut leaves the old file or the new one.
 * @throws CommandError when it cannot be written
 */
export function writeKept(file: string, what: Kept): void {
  try {
    write(file, what)
  } catch (error) {
    throw new CommandError(
      `Nothing was changed, because what the number does now cannot be kept in ${file} (${describeFileError(error)}): let this user write there.`,
    )
  }
}

function write(file: string, what: Kept): void {
  mkdirSync(join(file, '..'), { recursive: true })
  const draft = `${file}.${process.pid}`
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeFileSync(handle, `${JSON.stringify(what, null, 2)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, file)
}

export function removeKept(file: string): void {
  rmSync(file, { force: true })
}
