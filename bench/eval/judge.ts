import type { Client, Identification } from '../../src/directory/identification.ts'
import type { HeardName } from './heard-names.ts'

/** `asked-next`: the right person came up after the first "Did you mean" was declined. */
export type Outcome = 'right' | 'wrong' | 'asked' | 'asked-next' | 'asked-wrong' | 'nobody'

export type Result = {
  item: HeardName
  outcome: Outcome
  ms: number
  rows: number
  /** What became of the same words with the person not on file. */
  absent?: Identification['kind']
}

/** More people than this are not told apart by one question, as far as this measurement goes. */
const MOST_ASKED = 3

/** What a caller of this name would meet with. */
export function judge(found: Identification, truth: string): Outcome {
  switch (found.kind) {
    case 'one':
      return found.client.name.normalize() === truth.normalize() ? 'right' : 'wrong'
    case 'several':
      return isAmong(found.clients, truth) ? 'asked' : 'asked-wrong'
    case 'near':
      if (isAmong(found.best, truth)) return 'asked'
      return isAmong(found.next, truth) ? 'asked-next' : 'asked-wrong'
    case 'nobody':
    case 'nothing':
      return 'nobody'
  }
}

/** Among at most three whom the last four digits of their number tell apart. */
function isAmong(clients: Client[], truth: string): boolean {
  const person = clients.find(({ name }) => name.normalize() === truth.normalize())
  if (!person || clients.length > MOST_ASKED) return false
  if (clients.length === 1) return true
  return person.lastFour !== null && clients.filter((one) => one.lastFour === person.lastFour).length === 1
}
