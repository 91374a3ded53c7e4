import { type Run, resolveUrl, standardParameters, stepTo, type Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { e164, type Fault, method, number, textOnly, url } from '../rule.ts'
import { postCallback } from '../status-callback.ts'
import { childElements, type Element, rawText, textOf } from '../xml.ts'

const MOST_CHARACTERS = 1600
const MOST_MEDIA = 10

/** Message: the answer to a text, to its sender unless the document names another. */
const run: Run = async (line, document, element) => {
  const { to = line.from, from = line.to, statusCallback, action } = element.attributes
  const isSent = e164.test(to) && checkMessage(element).length === 0
  const media = childrenOf(element, 'Media')
  if (isSent)
    line.emit({ kind: 'texted', from, to, body: bodyOf(element), ...(media.length > 0 && { media }) })
  const fields = { MessageStatus: isSent ? 'sending' : 'failed', ...(isSent ? {} : { ErrorCode: '21211' }) }
  if (statusCallback) {
    const parameters = { ...standardParameters(line), MessageStatus: isSent ? 'sent' : 'failed' }
    await postCallback(line, resolveUrl(statusCallback, document.url).href, parameters)
  }
  return action ? stepTo('message', document, element.attributes, fields) : undefined
}

export const message: Verb = {
  name: 'Message',
  status: 'played',
  page: cxmlPage('message').replace('/voice/', '/messaging/'),
  does: 'Sent to the number that texted',
  rule: {
    ...textOnly({ to: number, from: number, action: url, method, statusCallback: url }, checkMessage),
    children: ['Body', 'Media'],
  },
  nouns: { Body: textOnly({}), Media: textOnly({}) },
  run,
}

const childrenOf = (element: Element, noun: string) =>
  childElements(element).flatMap((child) => (child.name === noun ? [textOf(child)] : []))

/** Several <Body> nouns are one text; its lines are kept. */
function bodyOf(element: Element): string {
  const own = element.children.filter((child) => typeof child === 'string')
  const bodies = childElements(element).filter(({ name }) => name === 'Body')
  return [own.join('').trim(), ...bodies.map(rawText)].join('').trim()
}

function checkMessage(element: Element): Fault[] {
  const { length } = [...bodyOf(element)]
  const media = childrenOf(element, 'Media').length
  const platform = 'the platform sends nothing'
  if (length === 0 && media === 0) {
    return [
      { code: 21602, what: '<Message> has neither text nor media', platform, fix: 'write the text into it' },
    ]
  }
  if (media > MOST_MEDIA) {
    return [
      { code: 21623, what: `<Message> has ${media} media`, platform, fix: `give it at most ${MOST_MEDIA}` },
    ]
  }
  if (length <= MOST_CHARACTERS) return []
  const fix = `give it at most ${MOST_CHARACTERS} characters`
  return [{ code: 21617, what: `the text of <Message> has ${length} characters`, platform, fix }]
}
