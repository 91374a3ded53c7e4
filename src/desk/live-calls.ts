import type { ServerResponse } from 'node:http'

const LOOK_MS = 2_000
/** Then the browser asks again, which needs a session that still lasts. */
const STREAM_LASTS_MS = 5 * 60_000

export type LiveSource = {
  /** Changes whenever the markup does. */
  version(): Promise<string>
  markup(): Promise<string>
}

/** Streams of server-sent events, with one look at the database for all of them. */
export class LiveStreams {
  readonly #source: LiveSource
  /** What each stream has been sent. */
  readonly #seen = new Map<ServerResponse, string>()
  #timer: NodeJS.Timeout | undefined
  #isLooking = false

  constructor(source: LiveSource) {
    this.#source = source
  }

  add(stream: ServerResponse): void {
    this.#seen.set(stream, '')
    // While the database is away nothing changes here.
    this.#timer ??= setInterval(() => void this.#look().catch(() => {}), LOOK_MS)
    const end = setTimeout(() => stream.end(), STREAM_LASTS_MS)
    stream.on('close', () => {
      clearTimeout(end)
      this.#seen.delete(stream)
      if (this.#seen.size === 0) this.#stop()
    })
  }

  close(): void {
    this.#stop()
    for (const stream of this.#seen.keys()) stream.end()
  }

  #stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** A look that takes longer than until the next is not joined by another. */
  async #look(): Promise<void> {
    if (this.#isLooking) return
    this.#isLooking = true
    try {
      const version = await this.#source.version()
      const behind = [...this.#seen].filter(([, seen]) => seen !== version).map(([stream]) => stream)
      if (behind.length > 0) this.#send(behind, version, await this.#source.markup())
    } finally {
      this.#isLooking = false
    }
  }

  #send(streams: ServerResponse[], version: string, markup: string): void {
    for (const stream of streams) {
      if (stream.writableEnded || !this.#seen.has(stream)) continue
      stream.write(`data: ${JSON.stringify(markup)}\n\n`)
      this.#seen.set(stream, version)
    }
  }
}
