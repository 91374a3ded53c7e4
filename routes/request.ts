import { ask } from '../src/call/ask.ts'
import { offerText } from '../src/call/offer-text.ts'
import { connectToOperator } from '../src/call/operator.ts'
import { passOn } from '../src/call/pass-on.ts'
import { step } from '../src/call/step.ts'
import { parseRequest } from '../src/hearing/request.ts'

/**
 * POST /request: what is to be done about the appointment? A confirmation or a call back is passed on, a cancellation is
 * read back first. Silence and anything unclear change nothing, and lead to the text.
 */
export const request = step('request', async (turn) => {
  const { services, call, progress, heard } = turn
  const { client, lang } = progress
  const asked = parseRequest(heard, lang)
  if (asked === 'unclear') return offerText(turn, client, [])
  if (asked !== 'cancel') return passOn(turn, asked)
  const isTold = (await services.requests.toldAppointment(call, client)) !== undefined
  return isTold ? ask(turn, 'confirm-cancel', { client }) : connectToOperator(turn, 'operator')
})
