import { Breach } from './breach.ts'
import type { Ending } from './events.ts'
import { type Line, report, type Step } from './line.ts'
import { exchange } from './request.ts'

const TRIES = 3
/** How late a callback is when the switches want it late. */
const LATE_SECONDS = 60

/** Tells the number's status callback how the call ended, as often as the platform would. */
export async function reportEnd(line: Line, ending: Ending): Promise<void> {
  const { statusCallback } = line.switches
  // the number's callback is for calls that completed or failed
  const isReported = ending.status === 'completed' || ending.status === 'failed'
  if (!line.statusCallbackUrl || !isReported || statusCallback === 'missing') return
  if (statusCallback === 'late') await line.clock.sleep(LATE_SECONDS)
  const status = statusCallback === 'failed' ? 'failed' : ending.status
  const step: Step = { purpose: 'status', method: 'POST', url: line.statusCallbackUrl, fields: {} }
  const parameters = callbackParameters(line, { ...ending, status })
  await deliver(line, step, parameters)
  if (statusCallback === 'twice') await deliver(line, step, parameters)
}

function callbackParameters(line: Line, ending: Ending): Record<string, string> {
  return {
    AccountSid: line.accountSid,
    CallSid: line.callSid,
    From: line.from,
    To: line.to,
    CallStatus: ending.status,
    CallDuration: String(Math.ceil(ending.seconds)),
    Timestamp: new Date(line.clock.now()).toUTCString().replace('GMT', '+0000'),
    AudioInMos: '4.5',
  }
}

/** Tells a callback that the call does not depend on, in up to three tries. */
export async function postCallback(
  line: Line,
  url: string,
  parameters: Record<string, string>,
  method: Step['method'] = 'POST',
): Promise<void> {
  await deliver(line, { purpose: 'status', method, url, fields: {} }, parameters)
}

async function deliver(line: Line, step: Step, parameters: Record<string, string>): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const status = await exchange(line, step, parameters).then(
      ({ reply }) => reply.status,
      () => 0,
    )
    if (status === 200 || status === 204) return
  }
  report(line, dropped(step.url))
}

function dropped(url: string): Breach {
  return new Breach({
    what: `the status callback ${new URL(url).pathname} was not taken in ${TRIES} tries`,
    platform: 'the platform drops it silently',
    fix: 'answer it with 200 or 204 within 5 s',
    severity: 'warning',
  })
}
