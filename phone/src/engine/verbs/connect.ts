import { stepTo, type Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { anything, around, method, textOnly, url } from '../rule.ts'
import { childElements, textOf } from '../xml.ts'
import { stream } from './stream.ts'

const TALK_SECONDS = 60

/** Connect: nothing answers at the other end; after a while the action follows, or the next verb. */
export const connect: Verb = {
  name: 'Connect',
  status: 'accepted',
  page: cxmlPage('connect'),
  does: 'Nothing answers; after a minute the action or the next verb follows',
  // the page of <VirtualAgent> gives <Connect> an action
  rule: around(['Stream', 'Room', 'VirtualAgent', 'AI'], { action: url, method }),
  nouns: {
    ...stream,
    Room: textOnly({}),
    // https://developer.signalwire.com/compatibility-api/xml/voice/ai-noun: of another product, and not checked here
    AI: { ...textOnly({}), isOpen: true },
    VirtualAgent: around(['Parameter'], { connectorName: anything }),
  },
  run: async (line, document, element) => {
    const [noun] = childElements(element)
    const whom = noun ? `${noun.name} ${noun.attributes.url ?? textOf(noun)}`.trim() : 'nothing'
    line.emit({ kind: 'performed', verb: 'Connect', text: `connects you to ${whom}` })
    await line.clock.sleep(TALK_SECONDS, line.signal)
    if (!element.attributes.action) return undefined
    return stepTo('connect', document, element.attributes, {})
  },
}
