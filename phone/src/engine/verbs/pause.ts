import type { Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { count, empty } from '../rule.ts'

/** Pause: silence. As the first verb it delays the answer. */
export const pause: Verb = {
  name: 'Pause',
  status: 'played',
  page: cxmlPage('pause'),
  does: 'The time passes',
  rule: empty({ length: count }),
  run: async (line, _document, { attributes }) => {
    const written = Number(attributes.length ?? 1)
    const seconds = written >= 0 ? written : 1
    line.emit({ kind: 'paused', seconds })
    await line.clock.sleep(seconds, line.signal)
    return undefined
  },
}
