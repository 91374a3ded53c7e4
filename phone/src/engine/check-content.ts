import { Breach } from './breach.ts'
import { ssmlElements } from './rules.ts'
import { childElements, type Element, startTag, textOf } from './xml.ts'

const SAY_CHARACTERS = 4096
const SMS_CHARACTERS = 1600
const HINT_CHARACTERS = 100
const HINT_COUNT = 500
const NOUN_COUNT = 10
const e164 = /^\+[1-9]\d{6,14}$/

type Fault = { code?: number; what: string; platform: string; fix: string; severity?: 'warning' }

const checks: Record<string, (element: Element) => Fault[]> = {
  Say: checkSay,
  Gather: checkGather,
  Sms: checkSms,
  Play: checkPlay,
  Redirect: checkRedirect,
  Dial: checkDial,
  Number: checkNumber,
}

/** What is wrong with an element beyond the names and values of its attributes. */
export function checkContent(element: Element): Breach[] {
  const faults = checks[element.name]?.(element) ?? []
  return faults.map((fault) => new Breach({ ...fault, element: startTag(element), place: element.place }))
}

function checkSay(element: Element): Fault[] {
  const length = [...textOf(element)].length
  if (length > 0 && length <= SAY_CHARACTERS) return checkSsml(element)
  const what = length === 0 ? '<Say> has no text' : `<Say> has ${length} characters`
  const platform = length === 0 ? 'the caller would hear nothing' : 'the platform would not speak it'
  return [{ what, platform, fix: `give it 1 to ${SAY_CHARACTERS} characters` }]
}

function checkSsml(element: Element): Fault[] {
  const first = childElements(element).find(({ name }) => ssmlElements.includes(name))
  if (!first || /^(polly|amazon|gcloud)\./i.test(element.attributes.voice ?? '')) return []
  return [
    {
      what: `<${first.name}> stands in a <Say> whose voice is not Google's or Polly's`,
      platform: 'the platform may not heed it',
      fix: 'choose a gcloud or Polly voice, or write plain text',
      severity: 'warning',
    },
  ]
}

function checkAction({ name, attributes }: Element): Fault[] {
  if (!attributes.action || /^https?:\/\//.test(attributes.action)) return []
  return [
    {
      what: `the action of <${name}> is relative: ${attributes.action}`,
      platform: 'the platform is documented to want a full URL, though relative ones are known to work',
      fix: 'write the whole URL, with https:// and host',
      severity: 'warning',
    },
  ]
}

function checkGather(element: Element): Fault[] {
  const { attributes, children } = element
  return [
    ...(attributes.action ? checkAction(element) : [noAction]),
    ...checkHints(attributes.hints ?? ''),
    ...(attributes.speechModel && attributes.enhanced !== 'true' ? [idleModel] : []),
    ...(children.some((child) => typeof child !== 'string' && child.attributes.digits) ? [playedDigits] : []),
  ]
}

const noAction: Fault = {
  what: '<Gather> has no action',
  platform: 'the platform requests this same document again with the answer, in a loop',
  fix: 'give it the URL of the next step as action',
}
const idleModel: Fault = {
  what: 'speechModel without enhanced="true" has no effect',
  platform: 'the platform ignores it',
  fix: 'add enhanced="true", or leave speechModel out',
  severity: 'warning',
}
const playedDigits: Fault = {
  what: '<Play> inside <Gather> has digits',
  platform: 'the platform does not allow it there',
  fix: 'play them before <Gather>',
}

function checkHints(hints: string): Fault[] {
  const entries = hints.split(',').map((hint) => hint.trim())
  const long = entries.find((hint) => [...hint].length > HINT_CHARACTERS)
  const platform = 'the platform does not use such hints'
  const fix = `give at most ${HINT_COUNT} hints of at most ${HINT_CHARACTERS} characters, separated by commas`
  if (long) return [{ code: 13330, what: `a hint has ${[...long].length} characters`, platform, fix }]
  if (entries.length > HINT_COUNT)
    return [{ code: 13330, what: `there are ${entries.length} hints`, platform, fix }]
  return []
}

function checkSms(element: Element): Fault[] {
  const length = [...textOf(element)].length
  if (length > 0 && length < SMS_CHARACTERS) return []
  return [
    {
      code: length === 0 ? 21602 : 21617,
      what: `the text of <Sms> has ${length} characters`,
      platform: 'the platform sends nothing',
      fix: `give it 1 to ${SMS_CHARACTERS - 1} characters`,
    },
  ]
}

function checkPlay(element: Element): Fault[] {
  const playsKeys = element.attributes.digits !== undefined
  if (playsKeys || /^(https?|rtmp):\/\/\S+$/.test(textOf(element))) return []
  return [
    {
      code: 21455,
      what: `<Play> has no URL that can be played: "${textOf(element)}"`,
      platform: 'the platform warns and plays nothing',
      fix: 'put a full http, https or rtmp URL of an audio file into it',
    },
  ]
}

function checkRedirect(element: Element): Fault[] {
  if (/^\S+$/.test(textOf(element))) return []
  return [
    {
      code: 11100,
      what: `<Redirect> holds no URL: "${textOf(element)}"`,
      platform: 'the platform has nowhere to go on and ends the call',
      fix: 'put the URL of the next step into it',
    },
  ]
}

function checkDial(element: Element): Fault[] {
  const nouns = childElements(element).map(({ name }) => name)
  const text = textOf(element)
  const content = { platform: 'the call to the other party fails', fix: 'dial <Number>+12025550123</Number>' }
  if (nouns.length === 0 && text === '') return [{ code: 13215, what: '<Dial> dials nothing', ...content }]
  if (nouns.length > NOUN_COUNT) {
    return [
      {
        code: 13215,
        what: `<Dial> has ${nouns.length} nouns, at most ${NOUN_COUNT} are dialled`,
        ...content,
      },
    ]
  }
  if (new Set(nouns).size > 1) return [{ code: 13215, what: '<Dial> mixes nouns', ...content }]
  return [...checkAction(element), ...(nouns.length === 0 ? checkNumber(element) : [])]
}

function checkNumber(element: Element): Fault[] {
  if (e164.test(textOf(element))) return []
  return [
    {
      code: 13223,
      what: `"${textOf(element)}" is not a number in E.164`,
      platform: 'the platform does not dial it',
      fix: 'write it with + and country code, such as +12025550123',
    },
  ]
}
