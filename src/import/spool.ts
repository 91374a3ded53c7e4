import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { removeOldFolders } from './old-folders.ts'
import { UnreadableFile } from './utf8.ts'

const MOST_BYTES = 1_000_000_000
/** No run needs its file for longer. */
const LASTS_MS = 3_600_000
const PREFIX = 'frontdesk-spool-'

/** Removes the names and PINs that a run left in clear that was killed. */
export async function removeOldSpools(): Promise<void> {
  await removeOldFolders(PREFIX, LASTS_MS).catch(() => {})
}

/** Keeps a stream in a private file until the work on it is done: nothing is read from a source that may break off. */
export async function withSpooled<Result>(
  stream: AsyncIterable<Uint8Array>,
  work: (file: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), PREFIX))
  const file = join(folder, 'rows')
  try {
    await pipeline(limit(stream), createWriteStream(file, { mode: 0o600 }))
    return await work(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function* limit(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of stream) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) throw new UnreadableFile(`It is larger than ${MOST_BYTES / 1_000_000} MB.`)
    yield chunk
  }
}
