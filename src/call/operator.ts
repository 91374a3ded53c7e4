import type { OfficeState } from '../hours/office-state.ts'
import type { HandOverReason } from './outcome.ts'
import type { Progress } from './progress.ts'
import { endCall, type Reply } from './reply.ts'
import { type CallState, isUsedUp, putQuestion } from './say-question.ts'
import { spokenOpening } from './spoken-time.ts'

/** A person takes over; without an operator, or while the office is closed, the caller at least hears so. */
export async function connectToOperator(state: CallState, why: HandOverReason): Promise<Reply> {
  const { services, progress } = state
  const { lang } = progress
  // Nobody took the call before, or nobody was there: dialled again, the call could go on without end.
  if (progress.timesAsked['call-back']) return offerCallBack(state)
  const office = await services.office.stateAt(services.now())
  if (!office.isOpen) return sayClosed(state, office, why)
  const { connecting, cannotHelp } = services.sentences(lang)
  const number = services.settings.operatorNumber
  if (!number) return { next: 'hang up', lang, says: [cannotHelp], outcome: { kind: 'gave-up', why } }
  const client = services.settings.takesRequests ? clientOf(progress) : undefined
  return { next: 'connect', number, client, lang, says: [connecting], outcome: { kind: 'connected', why } }
}

/** What is heard in the operator's place while the office is closed. */
async function sayClosed(
  state: CallState,
  { opensAt, isUnusual }: OfficeState & { isOpen: false },
  why: HandOverReason,
): Promise<Reply> {
  const { services, progress } = state
  const { lang } = progress
  const { officeClosed, opensAgain, goodbye } = services.sentences(lang)
  const zone = services.settings.timeZone
  const when = opensAt && spokenOpening({ at: opensAt, now: services.now().getTime(), zone }, isUnusual, lang)
  const says = [officeClosed, ...(when ? [opensAgain(when)] : [])]
  const outcome = { kind: 'closed', why } as const
  if (services.settings.takesRequests) return { ...(await offerCallBack(state, says)), outcome }
  return { next: 'hang up', lang, says: [...says, goodbye], outcome }
}

async function offerCallBack(state: CallState, says: string[] = []): Promise<Reply> {
  const { services, progress } = state
  const { lang } = progress
  if (isUsedUp(progress, 'call-back'))
    return endCall(lang, [services.sentences(lang).goodbye], 'no-call-back')
  return putQuestion(state, 'call-back', { client: clientOf(progress) }, { known: { told: says } })
}

/** The client whose PIN was right in this call. */
function clientOf(progress: Progress): string | undefined {
  switch (progress.question) {
    case 'request':
    case 'confirm-cancel':
    case 'sms-offer':
    case 'call-back':
    case 'call-back-number':
    case 'confirm-number':
      return progress.client
    default:
      return undefined
  }
}
