import { expect } from 'vitest'
import type { End } from './engine/events.ts'
import type { TestedCall } from './testing/transcript-of.ts'
import { judgeEnded, judgeHeard, judgeStrict, judgeTexted, type Wanted } from './testing/verdicts.ts'

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: a declaration that is merged has the parameters of the original
  interface Matchers<T = any> {
    /** The line has said these sentences, in this order, since the caller last answered. */
    toHear(...wanted: Wanted[]): T
    /** The caller was sent such a text during the call. */
    toText(wanted: Wanted): T
    /** Everything that the line did is as documented, without a warning. */
    toBeStrict(): T
    /** The call is over, by whom it should be. */
    toBeOver(by?: End): T
  }
}

expect.extend({
  toHear: (call: TestedCall, ...wanted: Wanted[]) => judgeHeard(call, ...wanted),
  toText: (call: TestedCall, wanted: Wanted) => judgeTexted(call, wanted),
  toBeStrict: (call: TestedCall) => judgeStrict(call),
  toBeOver: (call: TestedCall, by?: End) => judgeEnded(call, by),
})
