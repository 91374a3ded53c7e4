import { type Document, type Line, methodOf, resolveUrl } from '../line.ts'
import {
  anything,
  boolean,
  type ElementRule,
  method,
  oneOf,
  positive,
  recordingCallback,
  someOf,
  url,
} from '../rule.ts'
import { openWaiting } from '../waiting.ts'
import { childElements, type Element, textOf } from '../xml.ts'
import { pause } from './pause.ts'
import { play } from './play.ts'
import { say } from './say.ts'

/** What may play while participants wait; the page names Play, Pause and Redirect, Twilio's names Say too. */
const waiting = [say, play, pause]

/** <Conference>: https://signalwire.com/docs/compatibility-api/cxml/reference/voice/conference. */
export const conference: Record<string, ElementRule> = {
  Conference: {
    text: true,
    children: ['Stream'],
    attributes: {
      beep: oneOf('true', 'false', 'onEnter', 'onExit'),
      coach: anything,
      endConferenceOnExit: boolean,
      eventCallbackUrl: url,
      maxParticipants: positive,
      muted: boolean,
      record: oneOf('do-not-record', 'record-from-start'),
      startConferenceOnEnter: boolean,
      statusCallback: url,
      statusCallbackEvent: someOf('start', 'end', 'join', 'leave', 'mute', 'hold', 'speaker'),
      statusCallbackMethod: method,
      streamUrl: url,
      trim: oneOf('trim-silence', 'do-not-trim'),
      waitMethod: method,
      waitUrl: anything,
      ...recordingCallback,
    },
  },
}

/** What the caller hears first: the wait music or its document, once, then the beep of who enters. */
export async function joinConference(line: Line, document: Document, noun: Element): Promise<void> {
  const { waitUrl, waitMethod, beep = 'true' } = noun.attributes
  if (waitUrl) await playWait(line, resolveUrl(waitUrl, document.url).href, methodOf(waitMethod))
  // an empty URL is how to have no music
  else if (waitUrl === undefined)
    line.emit({ kind: 'performed', verb: 'Conference', text: 'plays hold music' })
  const beeps = beep === 'true' || beep === 'onEnter' ? 'beeps and ' : ''
  line.emit({ kind: 'performed', verb: 'Conference', text: `${beeps}lets you into ${textOf(noun)}` })
}

async function playWait(line: Line, url: string, method: 'GET' | 'POST'): Promise<void> {
  const document = await openWaiting(line, { purpose: 'wait', method, url, fields: {} })
  if (!document) return
  for (const element of childElements(document.root)) {
    await waiting.find(({ name }) => name === element.name)?.run(line, document, element)
  }
}
