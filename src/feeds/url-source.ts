import { openTable } from '../import/read-table.ts'
import { withSpooled } from '../import/spool.ts'
import { type FeedSource, SourceFault } from './feed.ts'
import { fetchFrom, leaveUnread, refuseAnswer } from './http.ts'
import { withFaults } from './source-faults.ts'

type Remembered = { etag: string | null; modified: string | null }

/** A URL that answers with CSV, a JSON array or JSON lines. It is read to its end before any row is looked at. */
export function urlSource(url: string, headers: Record<string, string>): FeedSource {
  return {
    async read(run, use) {
      const { options, state } = run
      const answer = await fetchFrom(url, { headers: { ...headers, ...conditions(state) } }, run)
      const { response, toFault } = answer
      if (response.status === 304) {
        await leaveUnread(response)
        return { result: undefined, state }
      }
      await refuseAnswer(answer)
      if (!response.body) throw new SourceFault('it answered with nothing')
      const { map, format, sheet } = options
      const result = await withSpooled(withFaults(response.body, toFault), async (file) =>
        use(await openTable(file, { map, format, sheet })),
      )
      return { result, state: remember(response.headers) }
    },
  }
}

function conditions(state: string | null): Record<string, string> {
  if (!state) return {}
  const { etag, modified }: Remembered = JSON.parse(state)
  return { ...(etag && { 'if-none-match': etag }), ...(modified && { 'if-modified-since': modified }) }
}

function remember(headers: Headers): string | null {
  const [etag, modified] = [headers.get('etag'), headers.get('last-modified')]
  return etag || modified ? JSON.stringify({ etag, modified } satisfies Remembered) : null
}
