import { people } from './people.ts'

/** One thing a caller may do at any question, and whom it would identify at one that asks who they are. */
export type Answer = {
  kind: string
  fields: Record<string, string>
  /** Ids of whoever bears this name, or has these last four digits. */
  means?: string[]
  /** Which name it is in keys. */
  keyed?: 'last' | 'first'
  /** Whose PIN it is. */
  pinOf?: string
}

const speech = (SpeechResult: string) => ({ SpeechResult, Confidence: '0.92' })

const everywhere: Answer[] = [
  { kind: 'silence', fields: {} },
  { kind: 'noise', fields: speech('mm-hm, tja') },
  { kind: 'operator', fields: { Digits: '0' } },
  { kind: 'repeat', fields: { Digits: '*' } },
  { kind: 'yes', fields: speech('Yes.') },
  { kind: 'no', fields: { Digits: '2' } },
  { kind: 'an unknown name', fields: speech('Wilhelmina Zzyzx'), means: [] },
  { kind: 'digits of nobody', fields: { Digits: '2390' }, means: [] },
  // No name begins with these keys.
  { kind: 'a wrong PIN', fields: { Digits: '1900' }, means: [] },
  { kind: 'Spanish', fields: speech('Español.') },
]

/** What is asked of the office where it takes requests; a cancellation is the key 2, which is a no elsewhere. */
export const requestAnswers: Answer[] = [
  { kind: 'confirm', fields: speech('Confirm it.'), means: [] },
  { kind: 'call back', fields: speech('Call me back.'), means: [] },
]

/** Numbers to be called back at; a caller who withholds theirs is asked for one. */
export const numberAnswers: Answer[] = [
  // First, since a call is promised one call back.
  { kind: 'a premium number', fields: { Digits: '9005550147#' }, means: [] },
  { kind: 'a number', fields: { Digits: '2025550147#' }, means: [] },
]

/** What the office has said is how c1 is heard. */
export const ALIAS = 'Dilly Dairy'
export const aliasAnswers: Answer[] = [{ kind: 'an alias of c1', fields: speech(ALIAS), means: ['c1'] }]

/** Everything that callers do who know of these people. */
export function answersOf(callers: string[]): Answer[] {
  const theirs = people.filter(({ id }) => callers.includes(id))
  const names = new Map<string, string[]>()
  for (const { id, name } of theirs) names.set(name, [...(names.get(name) ?? []), id])
  return [
    ...everywhere,
    ...[...names].map(([name, means]) => ({ kind: `the name of ${means}`, fields: speech(name), means })),
    ...theirs.map(({ id, pin }) => ({ kind: `the PIN of ${id}`, fields: { Digits: pin }, pinOf: id })),
    ...theirs
      .filter(({ name }) => (names.get(name)?.length ?? 0) > 1)
      .map(({ id, phone }) => lastFour(id, phone)),
    ...theirs
      .slice(0, 1)
      .map(({ id, name }) => ({ kind: `${id}, spelled`, fields: speech(spelled(name)), means: [id] })),
    ...theirs.slice(0, 1).flatMap(({ name }) => keysOf(name, names.get(name) ?? [])),
  ]
}

function lastFour(id: string, phone: string): Answer {
  return { kind: `the last four of ${id}`, fields: { Digits: phone.slice(-4) }, means: [id] }
}

function lastNameOf(name: string): string {
  return name.split(' ').at(-1) ?? ''
}

function spelled(name: string): string {
  return [...lastNameOf(name).toUpperCase()].join(' ')
}

function keysOf(name: string, means: string[]): Answer[] {
  const [first = ''] = name.split(' ')
  return [
    {
      kind: `${means}, last name keyed`,
      fields: { Digits: pressed(lastNameOf(name)) },
      means,
      keyed: 'last',
    },
    { kind: `${means}, first name keyed`, fields: { Digits: pressed(first) }, means, keyed: 'first' },
  ]
}

function pressed(name: string): string {
  const keys = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz']
  const letters = [...name.toLowerCase().slice(0, 4)]
  return letters.map((letter) => keys.findIndex((key) => key.includes(letter)) + 2).join('')
}

/** Whom a caller has said they are: the last answer that says so, at a question that asks it. */
export function identityAfter(before: string[], path: string, answer: Answer): string[] {
  if (path === '/did-you-mean') return answer.kind === 'no' ? [] : before
  if (path === '/key-name' || path === '/key-first-name') return keyedAfter(before, path, answer)
  // Digits tell people apart. They say nothing of a person whom no other shares the keys with.
  if (path === '/last-four' && before.length === 1) return before
  const isAsked = ['/name', '/spell-name', '/last-four'].includes(path)
  if (!isAsked || answer.means === undefined) return before
  // Letters choose among those who came near the name that was said; which ones fit nobody choose nobody else.
  if (path === '/spell-name' && answer.means.length === 0) return before
  return answer.means
}

/** Both names have to be keyed, one after the other; any other keys are somebody else's. */
function keyedAfter(before: string[], path: string, { fields, keyed, means = [] }: Answer): string[] {
  if (path === '/key-name') return keyed === 'last' ? means : []
  if (keyed === 'first') return before.filter((id) => means.includes(id))
  return fields.Digits === undefined || fields.Digits === '*' ? before : []
}
