import { firstProgress, LINK_LIFETIME_SECONDS, type Progress, writeProgress } from '../call/progress.ts'
import { type Question, questionNames, rowOf } from '../call/questions.ts'
import { signUrl } from '../call/signed-url.ts'
import { localUrlOf, publicUrlOf } from '../config/address.ts'
import type { Config } from '../config/config.ts'
import { CommandError, UsageError } from '../errors/command-error.ts'
import { sign } from '../signalwire/signature.ts'
import type { RequestedStep } from './arguments.ts'

export type SignedRequest = {
  /** Where the request goes. It is signed for the public URL. */
  url: string
  headers: Record<string, string>
  form: Record<string, string>
}

/** Builds the request that the platform would send for a step now, with valid progress and signature. */
export function signedRequest(wanted: RequestedStep, config: Config, now: Date): SignedRequest {
  const path = pathOf(wanted, config, now)
  const form = formOf(wanted, config)
  const publicUrl = publicUrlOf(config)
  const [key] = config.SIGNALWIRE_SIGNING_KEY ?? []
  const signature = key && { 'X-SignalWire-Signature': sign(key, publicUrl + path, form) }
  return { url: (wanted.isLocal ? localUrlOf(config) : publicUrl) + path, headers: { ...signature }, form }
}

function pathOf(wanted: RequestedStep, config: Config, now: Date): string {
  const lang = wanted.lang ?? config.LANGUAGES[0]
  const question = questionNames.find((one) => one === wanted.step)
  if (question)
    return writeProgress(progressOf(question, wanted, config), wanted.call, config.STATE_SECRET, now)
  if (wanted.step === 'sms-status') return `/sms-status?call=${wanted.call}`
  if (wanted.step !== 'operator') return `/${wanted.step}`
  const expires = Math.floor(now.getTime() / 1000) + LINK_LIFETIME_SECONDS
  return signUrl('/operator', `lang=${lang}`, expires, wanted.call, config.STATE_SECRET)
}

/** Progress of a question that is asked for the first time, after a name that was understood at once. */
function progressOf(question: Question, { clients, lang }: RequestedStep, config: Config): Progress {
  const { needs } = rowOf(question)
  if (needs === 'right PIN' && !config.development) {
    throw new CommandError(
      'Progress from after the PIN is signed in development only. In production, call the line.',
    )
  }
  if (needs !== 'nothing' && clients.length === 0) {
    throw new UsageError(`${question} needs --client ID (the id from your CSV).`)
  }
  return firstProgress(question, lang ?? config.LANGUAGES[0], clients)
}

function formOf(wanted: RequestedStep, { SIGNALWIRE_PROJECT_ID: project }: Config): Record<string, string> {
  const { step, call, from, to, status } = wanted
  if (step === 'sms-status') {
    return { MessageSid: `text-${call}`, MessageStatus: status ?? 'delivered', From: to, To: from }
  }
  const callStatus =
    step === 'call-status' ? (status ?? 'completed') : step === 'voice' ? 'ringing' : 'in-progress'
  return {
    CallSid: call,
    ...(project && { AccountSid: project }),
    ApiVersion: '2010-04-01',
    CallStatus: callStatus,
    Direction: 'inbound',
    From: from,
    To: to,
    ...(wanted.say !== undefined && { SpeechResult: wanted.say, Confidence: '0.9' }),
    ...(wanted.keys !== undefined && { Digits: wanted.keys }),
    ...(step === 'operator' && { DialCallStatus: status ?? 'no-answer' }),
    ...(step === 'fallback' && { ErrorCode: '11200' }),
  }
}

/** The request as a curl command for a shell. */
export function toCurlCommand({ url, headers, form }: SignedRequest): string {
  return [
    'curl -sS',
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...Object.entries(form).map(([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`),
    quote(url),
  ].join(' ')
}

/** Between single quotes a shell treats nothing but the closing quote as special. */
function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
