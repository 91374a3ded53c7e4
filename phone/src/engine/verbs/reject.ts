import { Breach } from '../breach.ts'
import { CallOver, type Run, report, type Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { empty, oneOf } from '../rule.ts'
import { startTag } from '../xml.ts'

/** Reject: the call is never answered, when no verb came before. */
const run: Run = (line, _document, element) => {
  if (!line.answered) return { end: element.attributes.reason === 'busy' ? 'busy' : 'rejected' }
  const late = new Breach({
    what: '<Reject> comes after the call was answered',
    platform: 'the platform cannot reject the call any more, and ends it',
    fix: 'make <Reject> the first verb of the first document, or use <Hangup>',
    element: startTag(element),
    place: element.place,
  })
  report(line, late)
  if (line.switches.strictness === 'strict') throw new CallOver('failed')
  return { end: 'line' }
}

export const reject: Verb = {
  name: 'Reject',
  status: 'played',
  page: cxmlPage('reject'),
  does: 'Ends the call unanswered',
  rule: empty({ reason: oneOf('rejected', 'busy') }),
  run,
}
