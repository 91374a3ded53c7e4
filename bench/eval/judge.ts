import type { Identification } from '../../src/directory/identification.ts'
import type { Client } from '../../src/store/clients.ts'
import type { HeardName } from './heard-names.ts'

/** `asked-next`: the right person came up after the first "Did you mean" was declined. */
export type Outcome = 'right' | 'wrong' | 'asked' | 'asked-next' | 'asked-wrong' | 'nobody'

export type Result = {
  item: HeardName
  outcome: Outcome
  ms: number
  rows: number
  /** The result of the same words when the person is not on file. */
  absent?: Identification['kind']
}

/** This measurement counts more people than this as not found. */
const MOST_ASKED = 3

/** The outcome for a caller of this name. */
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
    case 'wish':
    case 'nothing':
      return 'nobody'
  }
}

/** Whether the person is among at most three clients whose last four digits differ. */
function isAmong(clients: Client[], truth: string): boolean {
  const person = clients.find(({ name }) => name.normalize() === truth.normalize())
  if (!person || clients.length > MOST_ASKED) return false
  if (clients.length === 1) return true
  return person.lastFour !== null && clients.filter((one) => one.lastFour === person.lastFour).length === 1
}
