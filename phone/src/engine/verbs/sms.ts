import { type Run, resolveUrl, standardParameters, stepTo, type Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { e164, type Fault, method, number, textOnly, url } from '../rule.ts'
import { postCallback } from '../status-callback.ts'
import { type Element, textOf } from '../xml.ts'

const MOST_CHARACTERS = 1599

/** Sms: a text from the called number to the caller, unless the document names others. */
const run: Run = async (line, document, element) => {
  const { statusCallback, to = line.from, from = line.to, action } = element.attributes
  const isSent = e164.test(to) && e164.test(from) && checkSms(element).length === 0
  const sid = line.dialect.sid('SM')
  if (isSent) line.emit({ kind: 'texted', from, to, body: textOf(element) })
  else line.emit({ kind: 'performed', verb: 'Sms', text: `sends no text to ${to}` })
  if (statusCallback) {
    const parameters = { ...standardParameters(line), SmsSid: sid, SmsStatus: isSent ? 'sent' : 'failed' }
    await postCallback(line, resolveUrl(statusCallback, document.url).href, parameters)
  }
  if (!action) return undefined
  return stepTo('sms', document, element.attributes, {
    SmsSid: sid,
    SmsStatus: isSent ? 'sending' : 'invalid',
  })
}

export const sms: Verb = {
  name: 'Sms',
  status: 'played',
  page: cxmlPage('sms'),
  does: 'Shown, with its action and status callback',
  rule: textOnly({ to: number, from: number, action: url, method, statusCallback: url }, checkSms),
  run,
}

function checkSms(element: Element): Fault[] {
  const { length } = [...textOf(element)]
  if (length > 0 && length <= MOST_CHARACTERS) return []
  return [
    {
      code: length === 0 ? 21602 : 21617,
      what: `the text of <Sms> has ${length} characters`,
      platform: 'the platform sends nothing',
      fix: `give it 1 to ${MOST_CHARACTERS} characters`,
    },
  ]
}
