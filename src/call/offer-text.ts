import { ask } from './ask.ts'
import { textOf } from './disclosure.ts'
import { endCall, type Reply } from './reply.ts'
import type { CallState } from './say-question.ts'

/** Says something, then offers what the call was told of the client as a text, where one can be sent; else goodbye. */
export async function offerText(state: CallState, client: string, says: string[]): Promise<Reply> {
  const { services, call, progress, facts } = state
  const offer = textOf(services, call, client)
  if (await services.texts.isOffered(offer, facts.mayBeTexted))
    return ask(state, 'sms-offer', { client }, { known: { told: says } })
  return endCall(progress.lang, [...says, services.sentences(progress.lang).goodbye], 'told')
}
