import { ask, askAgain } from '../src/call/ask.ts'
import { askPin, findAll } from '../src/call/identify.ts'
import { identifyByLastFour } from '../src/call/identify-by-keys.ts'
import { LAST_DIGITS } from '../src/call/questions.ts'
import { connectToOperator } from '../src/call/reply.ts'
import { step } from '../src/call/step.ts'
import { parseDigits } from '../src/hearing/digits.ts'

/** POST /last-four: the end of the phone number on file, which tells people of one name apart. Then the PIN. */
export const lastFour = step('last-four', async (turn) => {
  const { services, progress, heard } = turn
  const digits = parseDigits(heard, LAST_DIGITS, progress.lang)
  if (!digits) return askAgain(turn, 'notUnderstood')
  if (progress.keyed) return identifyByLastFour(turn, progress.keyed, digits)
  const clients = await findAll(services, progress.namesakes)
  const [client, another] = clients.filter((one) => one.lastFour === digits)
  if (another) return connectToOperator(services, progress.lang, 'same-name')
  if (client) return askPin(turn, client)
  // Wrong digits lead to the PIN as well, so that nobody can find the right ones by trying. Its PIN opens nothing.
  const [first] = clients
  return ask(
    turn,
    'pin',
    { client: undefined, named: first?.id, isKeyed: false },
    { known: { name: first?.name } },
  )
})
