import type { Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { anything, around, type Fault, textOnly, type ValueRule } from '../rule.ts'

const names =
  'action bankAccountType chargeAmount currency description input language maxAttempts method minPostalCodeLength ' +
  'paymentConnector paymentConnectorUrl paymentMethod postalCode securityCode statusCallback statusCallbackMethod ' +
  'timeout tokenType validCardTypes voice'

const attributes: Record<string, ValueRule> = Object.fromEntries(
  names.split(' ').map((name) => [name, anything]),
)

/** Pay: card numbers are never asked for here. */
export const pay: Verb = {
  name: 'Pay',
  status: 'not played',
  page: cxmlPage('pay'),
  does: 'Skipped with a warning: no card is asked for',
  rule: around(['Prompt', 'Parameter'], attributes, (): Fault[] => [notPlayed]),
  nouns: {
    Prompt: {
      ...textOnly({ for: anything, errorType: anything, attempt: anything, cardType: anything }),
      children: ['Say', 'Play', 'Pause'],
    },
  },
  run: () => undefined,
}

const notPlayed: Fault = {
  what: 'this phone does not play <Pay>',
  platform: 'the platform would ask for a card and request the action; here the next verb follows',
  fix: 'try this step on a real call',
  severity: 'warning',
}
