import { secondsToSay } from './collect.ts'
import type { Line, Outcome } from './line.ts'
import { type Element, textOf } from './xml.ts'

const DAY_SECONDS = 86_400

/** Say: what the caller hears, as one line of text. */
export async function say(line: Line, element: Element): Promise<Outcome> {
  const text = spokenText(element)
  if (text === '') return undefined
  const { voice, language } = element.attributes
  line.heard.push(text)
  line.emit({ kind: 'spoken', text, ...(voice ? { voice } : {}), ...(language ? { language } : {}) })
  return hearOut(line, element, secondsToSay(text))
}

/** Play: the recording itself is not fetched. */
export async function play(line: Line, element: Element): Promise<Outcome> {
  const url = textOf(element)
  if (url === '') return undefined
  line.emit({ kind: 'played', url })
  return hearOut(line, element, 1)
}

/** Pause. */
export async function pause(line: Line, element: Element): Promise<Outcome> {
  const seconds = Number(element.attributes.length ?? 1)
  line.emit({ kind: 'paused', seconds })
  await line.clock.sleep(seconds, line.signal)
  return undefined
}

/** `loop` times of some seconds; without an end, the caller is the one to end the call. */
async function hearOut(line: Line, element: Element, seconds: number): Promise<Outcome> {
  const loop = Number(element.attributes.loop ?? 1)
  const isEndless = loop === 0
  await line.clock.sleep(
    isEndless && !line.clock.isReal ? seconds : (loop || DAY_SECONDS) * seconds,
    line.signal,
  )
  return isEndless ? { end: 'caller' } : undefined
}

function spokenText(element: Element): string {
  return textOf({ ...element, children: element.children.map(spokenChild) })
}

function spokenChild(child: Element | string): string {
  if (typeof child === 'string') return child
  if (child.name === 'sub') return child.attributes.alias ?? textOf(child)
  // these part what stands around them
  const isBoundary = ['break', 'p', 's'].includes(child.name)
  return isBoundary ? ` ${spokenText(child)} ` : spokenText(child)
}
