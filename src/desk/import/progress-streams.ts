import type { ServerResponse } from 'node:http'

const LOOK_MS = 300
/** Then the browser asks again, which needs a session that still lasts. */
const STREAM_LASTS_MS = 5 * 60_000

/** Streams that say how far an import is; when it has ended, the page is asked for again. */
export class ProgressStreams {
  readonly #streams = new Set<ServerResponse>()

  /** `markup` is undefined once nothing is running. */
  add(stream: ServerResponse, markup: () => string | undefined): void {
    this.#streams.add(stream)
    const timer = setInterval(() => {
      const next = markup()
      if (next !== undefined) return void stream.write(`data: ${JSON.stringify(next)}\n\n`)
      clearInterval(timer)
      stream.end('event: reload\ndata:\n\n')
    }, LOOK_MS)
    const end = setTimeout(() => stream.end(), STREAM_LASTS_MS)
    stream.on('close', () => {
      clearInterval(timer)
      clearTimeout(end)
      this.#streams.delete(stream)
    })
  }

  close(): void {
    for (const stream of this.#streams) stream.end()
  }
}
