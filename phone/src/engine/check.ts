import { Breach, type BreachDetails } from './breach.ts'
import { checkContent } from './check-content.ts'
import { type ElementRule, elementRules, playedVerbs, unplayedVerbs } from './rules.ts'
import { childElements, type Element, startTag } from './xml.ts'

/** Everything in a document that the documentation does not allow, from top to bottom. */
export function checkDocument(root: Element): Breach[] {
  return checkElement(root)
}

function checkElement(element: Element): Breach[] {
  const rule = elementRules[element.name]
  // nouns that this phone does not dial are named when they are dialled
  if (!rule) return []
  return [
    ...checkAttributes(element, rule),
    ...checkText(element, rule),
    ...checkContent(element),
    ...childElements(element).flatMap((child) =>
      rule.children.includes(child.name) ? checkElement(child) : [misplaced(child, element)],
    ),
  ]
}

function checkAttributes(element: Element, rule: ElementRule): Breach[] {
  return Object.entries(element.attributes).flatMap(([name, value]) => {
    const wanted = rule.attributes[name]
    if (!wanted) return [unknownAttribute(element, name, rule)]
    if (wanted.accepts.test(value)) return []
    return [
      breach(element, {
        ...(wanted.code ? { code: wanted.code } : {}),
        what: `${name}="${value}" is not a documented value`,
        platform: 'what the platform makes of it is not documented',
        fix: `write ${wanted.wants}`,
      }),
    ]
  })
}

function unknownAttribute(element: Element, name: string, rule: ElementRule): Breach {
  const known = Object.keys(rule.attributes)
  const meant = sameLetters(name, known)
  return breach(element, {
    what: `<${element.name}> has no attribute ${name}`,
    platform: 'the platform ignores it',
    fix: meant ? `write ${meant}: names are case-sensitive` : `leave it out; there are ${list(known)}`,
  })
}

function checkText(element: Element, rule: ElementRule): Breach[] {
  const hasText = element.children.some((child) => typeof child === 'string' && child.trim() !== '')
  if (rule.text || !hasText) return []
  return [
    breach(element, {
      what: `text stands directly inside <${element.name}>`,
      platform: 'the platform does not speak it',
      fix: rule.children.includes('Say') ? 'put it into <Say>' : 'take it out',
    }),
  ]
}

function misplaced(child: Element, parent: Element): Breach {
  const where = parent.name === 'Response' ? unknownVerb(child) : wrongParent(child, parent)
  return breach(child, { code: 13750, ...where })
}

function unknownVerb({ name }: Element) {
  const meant = sameLetters(name, [...playedVerbs, ...unplayedVerbs])
  if (unplayedVerbs.includes(name)) {
    return {
      what: `this phone does not play <${name}>`,
      platform: 'the platform would',
      fix: `try this step on a real call, or leave <${name}> out`,
    }
  }
  const fix = meant ? `write <${meant}>: verbs are case-sensitive` : `use one of ${list(playedVerbs)}`
  return {
    what: `there is no voice verb <${name}>`,
    platform: 'the platform skips it with a warning',
    fix: name === 'Message' ? 'use <Sms>; <Message> is for message documents' : fix,
  }
}

function wrongParent({ name }: Element, parent: Element) {
  const allowed = elementRules[parent.name]?.children ?? []
  const meant = sameLetters(name, allowed)
  const only = allowed.length > 0 ? `take it out: only ${list(allowed)} may stand there` : 'take it out'
  return {
    what: `<${name}> may not stand inside <${parent.name}>`,
    platform: 'the platform skips it with a warning',
    fix: meant ? `write <${meant}>: names are case-sensitive` : only,
  }
}

function breach(element: Element, details: Omit<BreachDetails, 'element' | 'place'>): Breach {
  return new Breach({ ...details, element: startTag(element), place: element.place })
}

function sameLetters(name: string, known: string[]): string | undefined {
  return known.find((candidate) => candidate.toLowerCase() === name.toLowerCase())
}

function list(names: string[]): string {
  return names.length === 0 ? 'none' : names.join(', ')
}
