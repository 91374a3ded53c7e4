import {
  type Document,
  LeftQueue,
  type Line,
  methodOf,
  type Outcome,
  type Run,
  resolveUrl,
  type Step,
  stepTo,
  type Verb,
} from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { method, textOnly, url } from '../rule.ts'
import { runDocument } from '../run-document.ts'
import { openWaiting } from '../waiting.ts'
import { type Element, textOf } from '../xml.ts'

const TALK_SECONDS = 60
/** The wait document plays until somebody takes the call; this many are enough to hear what it says. */
const MOST_WAIT_DOCUMENTS = 3

/** Enqueue: the wait document, then the queue ends as the switches say, then the action or the next verb. */
const run: Run = async (line, document, element): Promise<Outcome> => {
  const { attributes } = element
  const sid = line.dialect.sid('QU')
  const started = line.clock.now()
  line.emit({ kind: 'performed', verb: 'Enqueue', text: `puts you into the queue ${textOf(element)}` })
  const waited =
    line.switches.queueResult === 'queue-full' ? 'queue-full' : await wait(line, document, element, sid)
  if (waited === 'hung up' || line.signal.aborted) return { end: 'caller' }
  if (waited === 'line hung up') return { end: 'line' }
  const seconds = String(Math.round((line.clock.now() - started) / 1000))
  if (waited === 'bridged') await line.clock.sleep(TALK_SECONDS, line.signal)
  if (waited === 'bridged')
    line.emit({ kind: 'performed', verb: 'Enqueue', text: 'connects you to an agent' })
  if (!attributes.action) return undefined
  const placed = waited === 'queue-full' ? {} : { QueueSid: sid, QueueTime: seconds }
  return stepTo('queue', document, attributes, { QueueResult: waited, ...placed })
}

export const enqueue: Verb = {
  name: 'Enqueue',
  status: 'played',
  page: cxmlPage('enqueue'),
  does: 'The wait document, then a switch says how the queue ends',
  rule: textOnly({ action: url, method, waitUrl: url, waitUrlMethod: method }),
  run,
}

type Waited = 'bridged' | 'leave' | 'queue-full' | 'error' | 'hung up' | 'line hung up'

async function wait(line: Line, document: Document, { attributes }: Element, sid: string): Promise<Waited> {
  const { waitUrl, waitUrlMethod } = attributes
  if (!waitUrl) {
    line.emit({ kind: 'performed', verb: 'Enqueue', text: 'plays classical music' })
    return line.switches.queueResult
  }
  const fields = {
    QueueSid: sid,
    QueuePosition: '1',
    QueueTime: '0',
    AvgQueueTime: '0',
    CurrentQueueSize: '1',
  }
  const url = resolveUrl(waitUrl, document.url).href
  try {
    const end = await playWait(line, { purpose: 'wait', method: methodOf(waitUrlMethod), url, fields })
    if (end === 'caller') return 'hung up'
    return end === 'hung up' ? 'line hung up' : line.switches.queueResult
  } catch (error) {
    if (error instanceof LeftQueue) return 'leave'
    throw error
  }
}

/** Says who ended the call meanwhile, if somebody did. */
async function playWait(line: Line, first: Step): Promise<'caller' | 'hung up' | undefined> {
  let step: Step | undefined = first
  for (let played = 0; step && played < MOST_WAIT_DOCUMENTS; played += 1) {
    const document: Document | undefined = await openWaiting(line, step)
    if (!document) return undefined
    const outcome = await runDocument(line, document)
    if (outcome && 'end' in outcome) return outcome.end === 'caller' ? 'caller' : 'hung up'
    step = outcome && {
      ...outcome.next,
      purpose: 'wait',
      fields: { ...first.fields, ...outcome.next.fields },
    }
  }
  return undefined
}
