import { AssertionError } from 'node:assert'
import type { End } from './engine/events.ts'
import type { TestedCall } from './testing/transcript-of.ts'
import {
  judgeEnded,
  judgeHeard,
  judgeStrict,
  judgeTexted,
  type Verdict,
  type Wanted,
} from './testing/verdicts.ts'

/** The line has said these sentences, in this order, since the caller last answered. */
export function assertHeard(call: TestedCall, ...wanted: Wanted[]): void {
  hold(judgeHeard(call, ...wanted), assertHeard)
}

/** The caller was sent such a text during the call. */
export function assertTexted(call: TestedCall, wanted: Wanted): void {
  hold(judgeTexted(call, wanted), assertTexted)
}

/** Everything that the line did is as documented, without a warning. */
export function assertStrict(call: TestedCall): void {
  hold(judgeStrict(call), assertStrict)
}

/** The call is over, by whom it should be. */
export function assertOver(call: TestedCall, by?: End): void {
  hold(judgeEnded(call, by), assertOver)
}

function hold({ pass, message }: Verdict, stackStartFn: (...args: never[]) => void): void {
  if (!pass) throw new AssertionError({ message: message(), stackStartFn })
}
