import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { UnreadableFile } from './utf8.ts'

const MOST_BYTES = 1_000_000_000

/** Keeps a stream in a private file until the work on it is done: nothing is read from a source that may break off. */
export async function withSpooled<Result>(
  stream: AsyncIterable<Uint8Array>,
  work: (file: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'))
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
