import { endCall, type Reply } from './reply.ts'
import type { Turn } from './step.ts'

/** Asks the office to call a number, once a call, and says so. */
export async function promiseCallBack(
  { services, call, progress }: Turn<'call-back' | 'confirm-number'>,
  number: string,
  sentence: string,
): Promise<Reply> {
  const { client, lang } = progress
  const request = { call: call.sid, step: 'call-back', kind: 'call-back', number } as const
  const asked = client && (await services.requests.record({ ...request, client }))
  // Of a client who was erased meanwhile only the number is left.
  if (!asked) await services.requests.record({ ...request, client: null })
  return endCall(lang, [sentence], 'call-back-promised')
}
