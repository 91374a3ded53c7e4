import { Breach, type BreachDetails } from './breach.ts'
import type { Dialect } from './line.ts'
import type { ElementRule } from './rule.ts'
import { childElements, type Element, startTag } from './xml.ts'

/** Everything in a document that is not as documented, from top to bottom. */
export function checkElements(element: Element, dialect: Dialect): Breach[] {
  const rule = dialect.elements[element.name]
  if (!rule || rule.isOpen) return []
  const faults = rule.check?.(element, dialect.name) ?? []
  return [
    ...checkAttributes(element, rule),
    ...checkText(element, rule),
    ...faults.map((fault) => breach(element, fault)),
    ...childElements(element).flatMap((child) =>
      rule.children.includes(child.name)
        ? checkElements(child, dialect)
        : [misplaced(child, element, rule, dialect)],
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
        platform: 'what the platform makes of it is not documented; here the default counts',
        fix: `write ${wanted.wants}`,
        severity: 'warning',
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
    severity: 'warning',
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

function misplaced(child: Element, parent: Element, { children }: ElementRule, dialect: Dialect): Breach {
  const where =
    parent.name === 'Response' ? unknownVerb(child, dialect) : wrongParent(child, parent, children)
  return breach(child, { code: 13750, ...where })
}

/** "13750, verb not supported" is a warning in the list of errors; a verb in the wrong case "will result in an error". */
function unknownVerb({ name }: Element, { verbs, elements }: Dialect): Omit<BreachDetails, 'element'> {
  const known = Object.keys(verbs)
  const meant = sameLetters(name, known)
  const around = Object.keys(verbs).filter((verb) => elements[verb]?.children.includes(name))
  const fix =
    name === 'Message' && verbs.Sms
      ? 'use <Sms>; <Message> is for message documents'
      : around.length > 0
        ? `put it into <${around.join('> or <')}>`
        : `use one of ${list(known)}`
  return {
    what: `there is no ${verbs.Message ? 'message' : 'voice'} verb <${name}>`,
    platform: meant ? 'the platform does not run it' : 'the platform skips it with a warning',
    fix: meant ? `write <${meant}>: verbs are case-sensitive` : fix,
    ...(meant ? {} : { severity: 'warning' }),
  }
}

function wrongParent({ name }: Element, parent: Element, allowed: string[]): Omit<BreachDetails, 'element'> {
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
