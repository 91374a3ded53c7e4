import type { Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { around } from '../rule.ts'
import { stream } from './stream.ts'

/** Start: a stream of the call's audio, beside the call, which goes on at once. */
export const start: Verb = {
  name: 'Start',
  status: 'accepted',
  page: cxmlPage('stream'),
  does: 'No audio is sent; the call goes on at once',
  rule: around(['Stream'], {}),
  nouns: stream,
  run: (line) => {
    line.emit({ kind: 'performed', verb: 'Start', text: 'starts a stream' })
    return undefined
  },
}

/** Stop: ends such a stream. */
export const stop: Verb = {
  name: 'Stop',
  status: 'accepted',
  page: cxmlPage('stream'),
  does: 'The call goes on at once',
  rule: around(['Stream'], {}),
  run: (line) => {
    line.emit({ kind: 'performed', verb: 'Stop', text: 'stops a stream' })
    return undefined
  },
}
