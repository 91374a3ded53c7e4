import { secondsToSay } from '../collect.ts'
import type { Outcome, Run, Verb } from '../line.ts'
import { cxmlPage } from '../pages.ts'
import { anything, count, type DialectName, type Fault, locale } from '../rule.ts'
import { amazonTags, notNeuralTags, ssml, ssmlTags } from '../ssml.ts'
import { isKnownVoice, isNeural, isPollyVoice } from '../voices.ts'
import { childElements, type Element, textOf } from '../xml.ts'
import { hearOut } from './play.ts'

const MOST_CHARACTERS = 4096
/** Amazon's own limit; above it the platform is silent. */
const MOST_POLLY_CHARACTERS = 3000

/** Say: what the caller hears, as one line of text. */
const run: Run = async (line, _document, element): Promise<Outcome> => {
  const text = spokenText(element)
  if (text === '' || tooLong(element)) return undefined
  const { voice, language } = element.attributes
  line.heard.push(text)
  line.emit({ kind: 'spoken', text, ...(voice ? { voice } : {}), ...(language ? { language } : {}) })
  return hearOut(line, element, secondsToSay(text))
}

export const say: Verb = {
  name: 'Say',
  status: 'played',
  page: cxmlPage('say'),
  does: 'Spoken, with SSML; silence where the text is too long for its voice',
  rule: {
    attributes: { voice: anything, language: locale, loop: count },
    children: ssmlTags,
    text: true,
    check: checkSay,
  },
  nouns: ssml,
  run,
}

function checkSay(element: Element, dialect: DialectName): Fault[] {
  const long = tooLong(element)
  return [
    ...(textOf(element) === '' ? [noText] : []),
    ...(long ? [long] : []),
    ...checkVoice(element, dialect),
    ...checkTags(element),
  ]
}

const noText: Fault = {
  what: '<Say> has no text',
  platform: 'the caller hears nothing',
  fix: `give it 1 to ${MOST_CHARACTERS} characters`,
  severity: 'warning',
}

function tooLong(element: Element): Fault | undefined {
  const isPolly = isPollyVoice(element.attributes.voice ?? '')
  const most = isPolly ? MOST_POLLY_CHARACTERS : MOST_CHARACTERS
  const { length } = [...textOf(element)]
  if (length <= most) return undefined
  return {
    what: `<Say> has ${length} characters${isPolly ? ' for a Polly voice' : ''}`,
    platform: 'the platform does not speak it: the caller hears nothing',
    fix: `give it 1 to ${most} characters`,
  }
}

/** "A voice that does not resolve falls back": the page on text-to-speech. */
function checkVoice({ attributes: { voice } }: Element, dialect: DialectName): Fault[] {
  if (voice === undefined || isKnownVoice(voice, dialect)) return []
  return [
    {
      what: `there is no voice "${voice}"`,
      platform: 'the platform speaks with its default voice',
      fix: 'choose man, woman, or an engine and its voice such as Polly.Joanna',
      severity: 'warning',
    },
  ]
}

function checkTags(element: Element): Fault[] {
  const { voice = '' } = element.attributes
  const tags = tagsIn(element)
  const spoken = isPollyVoice(voice) || /^(gcloud|google)\./i.test(voice)
  const notHeeded = tags.find((tag) => (spoken && !isPollyVoice(voice) ? amazonTags.includes(tag) : !spoken))
  const notNeural = isNeural(voice) ? tags.find((tag) => notNeuralTags.includes(tag)) : undefined
  return [
    ...(notHeeded ? [notSupported(notHeeded, "whose voice is not Google's or Polly's")] : []),
    ...(notNeural ? [notSupported(notNeural, 'with a neural voice, which does not have it')] : []),
  ]
}

function notSupported(tag: string, where: string): Fault {
  return {
    what: `<${tag}> stands in a <Say> ${where}`,
    platform: 'the platform may not heed it',
    fix: 'choose a voice that has it, or write plain text',
    severity: 'warning',
  }
}

function tagsIn(element: Element): string[] {
  return childElements(element).flatMap((child) =>
    ssmlTags.includes(child.name) && child.name !== 'speak' ? [child.name, ...tagsIn(child)] : tagsIn(child),
  )
}

function spokenText(element: Element): string {
  return textOf({ ...element, children: element.children.map(spokenChild) })
}

function spokenChild(child: Element | string): string {
  if (typeof child === 'string') return child
  // what may not stand here is skipped
  if (!ssmlTags.includes(child.name)) return ''
  if (child.name === 'sub') return child.attributes.alias ?? textOf(child)
  // these part what stands around them
  const isBoundary = ['break', 'p', 's'].includes(child.name)
  return isBoundary ? ` ${spokenText(child)} ` : spokenText(child)
}
