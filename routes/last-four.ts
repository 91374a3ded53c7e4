import { ask, askAgain } from '../src/call/ask.ts'
import { findAll } from '../src/call/identify.ts'
import { connectToOperator } from '../src/call/operator.ts'
import { LAST_DIGITS } from '../src/call/questions.ts'
import type { Reply } from '../src/call/reply.ts'
import { step, type Turn } from '../src/call/step.ts'
import { parseDigits } from '../src/hearing/digits.ts'
import type { Client } from '../src/store/clients.ts'

/**
 * POST /last-four: the end of the phone number on file, which tells people apart whose names are the same, or on the same
 * keys. Then the PIN; after wrong digits too, so that nobody can find the right ones by trying. Its PIN opens nothing then.
 */
export const lastFour = step('last-four', async (turn) => {
  const { services, call, progress, heard } = turn
  const { timesAsked, lang } = progress
  const digits = parseDigits(heard, LAST_DIGITS, lang)
  if (!digits) return askAgain(turn, 'notUnderstood')
  const [client, another] = await findByDigits(turn, digits)
  if (services.settings.discreet) return askPin(turn, another ? undefined : client)
  await services.pins.countDigits({ call, timesAsked, digits, isRight: client !== undefined })
  return another ? connectToOperator(turn, 'same-name') : askPin(turn, client)
})

/** Those of the people in question whose number on file ends so. */
async function findByDigits({ services, progress }: Turn<'last-four'>, digits: string): Promise<Client[]> {
  const { keyed, namesakes } = progress
  if (keyed) return services.directory.findKeyed(keyed, digits)
  const clients = await findAll(services, namesakes)
  return clients.filter((one) => one.lastFour === digits)
}

/** Nothing of the question depends on whom the digits chose: neither its language nor how the name is written. */
function askPin(turn: Turn<'last-four'>, client: Client | undefined): Promise<Reply> {
  const { keyed, namesakes } = turn.progress
  return ask(turn, 'pin', { client: client?.id, named: namesakes[0], isKeyed: keyed !== undefined })
}
