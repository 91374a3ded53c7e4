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
import { settingName } from '../signalwire/phone-number.ts'

const settings = z.partialRecord(settingName, z.string())

const previousSettings = z.object({
  number: z.string(),
  before: settings,
  /** The resource that handled the calls, where the dashboard assigned one. */
  resource: z.string().optional(),
  after: settings,
})

/** The settings of a number before it was connected, and what they were changed to. */
export type PreviousSettings = z.infer<typeof previousSettings>

/** One small file per number, beside the development database. It holds URLs and no secrets. */
export function previousFile(number: string, folder = 'data/connected'): string {
  return join(folder, `${number.replace(/\D/g, '')}.json`)
}

/** Undefined when the number was not connected from this folder. */
export function readPrevious(file: string): PreviousSettings | undefined {
  try {
    return previousSettings.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined
    throw new CommandError(
      `${file} cannot be read: move it away if the number's previous settings do not matter.`,
    )
  }
}

/**
 * Must be on disk before the number is changed. A crash or a power cut leaves the old file or the new one, never half.
 * @throws CommandError when it cannot be written
 */
export function writePrevious(file: string, previous: PreviousSettings): void {
  try {
    write(file, previous)
  } catch (error) {
    throw new CommandError(
      `Nothing was changed, because the number's settings cannot be saved in ${file} (${describeFileError(error)}): let this user write there.`,
    )
  }
}

function write(file: string, previous: PreviousSettings): void {
  mkdirSync(join(file, '..'), { recursive: true })
  const draft = `${file}.${process.pid}`
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeFileSync(handle, `${JSON.stringify(previous, null, 2)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, file)
}

export function removePrevious(file: string): void {
  rmSync(file, { force: true })
}
