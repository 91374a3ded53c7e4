import type { Line, Outcome, Run, Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { count, type DialectName, type Fault, keys, textOnly } from '../rule.ts'
import { type Element, textOf } from '../xml.ts'

const DAY_SECONDS = 86_400

/** Play: the recording itself is not fetched. */
const run: Run = async (line, document, element): Promise<Outcome> => {
  const reference = textOf(element)
  const { digits } = element.attributes
  if (digits) line.emit({ kind: 'performed', verb: 'Play', text: `plays the keys ${digits}` })
  if (reference === '') return undefined
  const url = URL.canParse(reference, document.url) ? new URL(reference, document.url).href : reference
  line.emit({ kind: 'played', url })
  return hearOut(line, element, 1)
}

export const play: Verb = {
  name: 'Play',
  status: 'played',
  page: cxmlPage('play'),
  does: 'Named by its URL, which is not fetched',
  rule: textOnly({ loop: count, digits: keys }, checkPlay),
  run,
}

function checkPlay(element: Element, dialect: DialectName): Fault[] {
  const reference = textOf(element)
  if (element.attributes.digits !== undefined || /^(https?|rtmp):\/\/\S+$/.test(reference)) return []
  if (reference === '') return [noUrl]
  // Twilio documents relative URLs, SignalWire names http and rtmp alone
  return dialect === 'twiml' && !/\s|^\w+:/.test(reference) ? [] : [notFull(reference)]
}

const noUrl: Fault = {
  code: 21455,
  what: '<Play> holds no URL',
  platform: 'the platform warns and plays nothing',
  fix: 'put a full http, https or rtmp URL of an audio file into it',
  severity: 'warning',
}

function notFull(reference: string): Fault {
  return {
    code: 21455,
    what: `<Play> holds no full URL: "${reference}"`,
    platform: 'the platform documents http and rtmp URLs; a relative one is taken from where the document is',
    fix: 'write the whole URL, with https:// and host',
    severity: 'warning',
  }
}

/** `loop` times of some seconds; without an end, the caller is the one to end the call. */
export async function hearOut(line: Line, element: Element, seconds: number): Promise<Outcome> {
  const loop = Number(element.attributes.loop ?? 1)
  const isEndless = loop === 0
  await line.clock.sleep(
    isEndless && !line.clock.isReal ? seconds : (loop || DAY_SECONDS) * seconds,
    line.signal,
  )
  return isEndless ? { end: 'caller' } : undefined
}
