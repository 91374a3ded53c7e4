import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { BenchCaller, LoadPlan } from './plan.ts'
import { type Answer, post } from './post.ts'

/** More than any call has. */
const MOST_STEPS = 12

export type CallOutcome = { isTold: boolean; isMixedUp: boolean; errors: number }

/** Makes one whole call: voice, name, PIN, "no", and whatever else the line asks. */
export async function placeCall(
  plan: LoadPlan,
  caller: BenchCaller,
  number: number,
  onAnswer: (answer: Answer, url: string) => void,
): Promise<CallOutcome> {
  const standard = standardFields(number)
  const outcome = { isTold: false, isMixedUp: false, errors: 0 }
  let url = `${plan.publicUrl}/voice`
  for (let step = 0; step < MOST_STEPS; step++) {
    const server = plan.servers[(number + step) % plan.servers.length] ?? ''
    const fields = { ...standard, ...replyTo(url, plan, caller) }
    // A refused or reset connection counts as an error, and the measurement goes on.
    const answer = await post(plan, server, url, fields).catch(() => undefined)
    if (answer) onAnswer(answer, url)
    if (answer?.status !== 200) return { ...outcome, errors: 1 }
    if (answer.body.includes('your appointment is')) outcome.isTold = true
    if (plan.isCheckingNames && namesAnother(answer.body, caller)) outcome.isMixedUp = true
    const action = actionOf(answer.body)
    if (action === undefined) return outcome
    url = action
    if (plan.thinkMs > 0) await wait(plan.thinkMs * (0.5 + Math.random()))
  }
  return outcome
}

/** The fields that the platform sends with every webhook. */
function standardFields(number: number): Record<string, string> {
  return {
    AccountSid: 'b08dacad-2d4a-4a05-8c5e-8a3d5b6a1c01',
    ApiVersion: '2010-04-01',
    CallSid: randomUUID(),
    CallStatus: 'in-progress',
    Direction: 'inbound',
    From: `+1212${String(2_000_000 + (number % 7_000_000))}`,
    To: '+12025550100',
  }
}

/** The caller's answer to the question that this URL is for. */
function replyTo(url: string, plan: LoadPlan, caller: BenchCaller): Record<string, string> {
  const question = /^\/([a-z-]+)/.exec(url.slice(plan.publicUrl.length))?.[1]
  switch (question) {
    case 'name':
      return { SpeechResult: caller.heard ?? caller.name, Confidence: '0.91' }
    case 'did-you-mean':
      return { SpeechResult: 'yes', Confidence: '0.95' }
    case 'last-four':
      return { Digits: caller.phone.slice(-4) }
    case 'pin':
      return { Digits: caller.pin }
    case 'sms-offer':
      return { SpeechResult: 'no', Confidence: '0.95' }
    default:
      return {}
  }
}

/** Whether the document addresses somebody else by name. */
function namesAnother(document: string, { name }: BenchCaller): boolean {
  const named = />([^<>]+), (?:your appointment is|please enter the year)/.exec(document)?.[1]
  return named !== undefined && named !== name.replaceAll('&', '&amp;')
}

function actionOf(document: string): string | undefined {
  return /<Gather[^>]* action="([^"]*)"/.exec(document)?.[1]?.replaceAll('&amp;', '&')
}
