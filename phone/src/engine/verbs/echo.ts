import type { Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { empty } from '../rule.ts'

const DEFAULT_SECONDS = 60

/** Echo: the caller hears themselves, for a while. */
export const echo: Verb = {
  name: 'Echo',
  status: 'accepted',
  page: cxmlPage('echo'),
  does: 'The time passes',
  rule: empty({ timeout: { accepts: /^([5-9]|[1-9]\d|1[01]\d|120)$/, wants: 'seconds from 5 to 120' } }),
  run: async (line, _document, { attributes }) => {
    line.emit({ kind: 'performed', verb: 'Echo', text: 'echoes what you say' })
    await line.clock.sleep(Number(attributes.timeout) || DEFAULT_SECONDS, line.signal)
    return undefined
  },
}
