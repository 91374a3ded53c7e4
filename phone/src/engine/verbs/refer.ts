import { stepTo, type Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { around, method, url } from '../rule.ts'
import { childElements, textOf } from '../xml.ts'

/** Refer: a transfer by SIP, which is taken as accepted; then the action or the next verb. */
export const refer: Verb = {
  name: 'Refer',
  status: 'accepted',
  page: cxmlPage('refer'),
  does: 'Taken as transferred',
  rule: around(['Sip'], { action: url, method }),
  run: (line, document, element) => {
    const target = childElements(element).map(textOf).join(', ')
    line.emit({ kind: 'performed', verb: 'Refer', text: `transfers you to ${target}` })
    if (!element.attributes.action) return undefined
    return stepTo('refer', document, element.attributes, {
      ReferCallStatus: 'in-progress',
      ReferSipResponseCode: '202',
      NotifySipResponseCode: '200',
    })
  },
}
