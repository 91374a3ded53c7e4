import type { Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { textOnly } from '../rule.ts'

/** Denoise: on or off; here there is no noise. */
export const denoise: Verb = {
  name: 'Denoise',
  status: 'accepted',
  page: cxmlPage('denoise'),
  does: 'No noise is removed',
  rule: textOnly({}),
  run: () => undefined,
}
