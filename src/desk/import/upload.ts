import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { removeOldFolders } from '../../import/old-folders.ts'

/** How long an uploaded file is kept if it is not loaded. */
export const UPLOAD_LASTS_MS = 3_600_000
const PREFIX = 'frontdesk-upload-'

/** Keeps an upload in a private file. */
export async function keepUpload(content: Readable): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), PREFIX)), 'file')
  try {
    await pipeline(content, createWriteStream(file, { mode: 0o600 }))
    return file
  } catch (error) {
    await removeUpload(file)
    throw error
  }
}

export async function removeUpload(file: string): Promise<void> {
  await rm(dirname(file), { recursive: true, force: true })
}

/** Removes what a server left that was killed. */
export function removeOldUploads(): Promise<void> {
  return removeOldFolders(PREFIX, UPLOAD_LASTS_MS)
}
