import type { Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { empty } from '../rule.ts'

/** Hangup: ends the call. */
export const hangup: Verb = {
  name: 'Hangup',
  status: 'played',
  page: cxmlPage('hangup'),
  does: 'Ends the call',
  rule: empty({}),
  run: () => ({ end: 'line' }),
}
