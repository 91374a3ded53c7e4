import { addAlias } from '../../src/store/aliases.ts'
import { ALIAS, type Answer, aliasAnswers, answersOf, numberAnswers, requestAnswers } from './answers.ts'
import type { ProofLine } from './line-under-test.ts'

/** One way in which the line may be set up, and what its callers do. */
export type World = {
  name: string
  settings: Record<string, string>
  answers: Answer[]
  /** Makes it so that no PIN opens anything, through the line's own webhooks: by wrong PINs, or by wrong last digits. */
  lock?: 'client' | 'number' | 'digits'
  /** Where the calls come from, if not from the proof's number. */
  from?: string
  /** Whether the office has said how c1 is heard, too. */
  hasAlias?: true
  /** Whether the office is closed. */
  isClosed?: true
}

const only = (callers: string[], kinds: RegExp) => answersOf(callers).filter(({ kind }) => kinds.test(kind))

/** Names, PINs and last digits, right and wrong; and what leads to the same question again. */
const essential = /^(silence|repeat|the |digits)/
/** The name said, and not keyed. */
const spoken = /^(?!Spanish|.*keyed|digits)/
const spokenOnce = /^(?!Spanish|.*keyed|digits|repeat|noise|no$)/
/** The name keyed. */
const keyed = /^(silence|digits|the PIN|the last|.*keyed)/

/** The calls of one person whom everybody knows of, small enough for every guard to be left out in turn. */
export const smallWorlds: World[] = [
  { name: 'tell', settings: {}, answers: only(['c1'], /^(silence|the |digits|yes)/) },
  {
    name: 'discreet',
    settings: { UNKNOWN_NAMES: 'discreet' },
    answers: only(['c1'], /^(silence|the |an unknown)/),
  },
  {
    name: 'requests',
    settings: { REQUESTS: 'on' },
    answers: [...only(['c1'], /^(silence|the |yes|no)/), ...requestAnswers],
  },
  {
    name: 'call backs',
    settings: { REQUESTS: 'on' },
    answers: [...only([], /^(silence|operator|yes|no$)/), ...numberAnswers],
    from: 'anonymous',
  },
  {
    name: 'an alias',
    settings: { KEEP_MISHEARD: 'on' },
    answers: [...aliasAnswers, ...only(['c1'], /^(an unknown|the PIN|yes|no$)/)],
    hasAlias: true,
  },
  { name: 'people of one name', settings: {}, answers: only(['t1', 't2'], /^(the |digits)/) },
  { name: 'a caller who says nothing', settings: {}, answers: only([], /^silence/) },
  { name: 'a locked client', settings: {}, answers: only(['c1'], /^(the |digits)/), lock: 'client' },
  { name: 'a locked number', settings: {}, answers: only(['c1'], /^(the |digits)/), lock: 'number' },
  { name: 'keys', settings: {}, answers: only(['c1'], /^(digits|the PIN|.*keyed)/) },
  {
    name: 'withheld callers',
    settings: {},
    answers: only(['c1'], /^(the |digits)/),
    lock: 'number',
    from: 'anonymous',
  },
  { name: 'wrong last digits', settings: {}, answers: only(['t1', 't2'], /^(the |digits)/), lock: 'digits' },
]

export const worlds: World[] = [
  { name: 'tell', settings: {}, answers: only(['c1'], spoken) },
  { name: 'keys', settings: {}, answers: only(['c1'], keyed) },
  // What is said again is asked for in a world of its own: with the keys it would be half of the proof.
  { name: 'discreet', settings: { UNKNOWN_NAMES: 'discreet' }, answers: only(['c1'], spokenOnce) },
  {
    name: 'discreet, repeated',
    settings: { UNKNOWN_NAMES: 'discreet' },
    answers: only(['c1'], /^(repeat|the )/),
  },
  { name: 'discreet, keys', settings: { UNKNOWN_NAMES: 'discreet' }, answers: only(['c1'], keyed) },
  { name: 'people of one name', settings: {}, answers: only(['t1', 't2'], essential) },
  {
    name: 'people of one name, keyed',
    settings: {},
    answers: only(['t1', 't2'], keyed),
  },
  {
    name: 'two languages',
    settings: { LANGUAGES: 'en-US,es-US' },
    answers: only(['c2'], /^(silence|repeat|the |digits|Spanish)/),
  },
  {
    name: 'requests',
    settings: { REQUESTS: 'on' },
    answers: [...only(['c1'], spoken), ...requestAnswers],
  },
  {
    name: 'requests, discreet, two languages',
    settings: { REQUESTS: 'on', UNKNOWN_NAMES: 'discreet', LANGUAGES: 'en-US,es-US' },
    answers: [...only(['c2'], /^(silence|the |yes|no$|Spanish)/), ...requestAnswers],
  },
  {
    name: 'call backs, closed, discreet',
    settings: { REQUESTS: 'on', UNKNOWN_NAMES: 'discreet', OFFICE_NAME: 'Sample Office' },
    answers: only(['c1'], /^(the |operator|yes|an unknown)/),
    isClosed: true,
  },
  { name: 'a locked client', settings: {}, answers: only(['c1'], essential), lock: 'client' },
  {
    name: 'a locked number, discreet',
    settings: { UNKNOWN_NAMES: 'discreet' },
    answers: only(['c1'], /^(silence|the |digits)/),
    lock: 'number',
  },
]

export async function fileAlias({ database }: ProofLine, { hasAlias }: World): Promise<void> {
  if (!hasAlias) return
  await addAlias(database, { client: 'c1', heardKey: ALIAS.toLowerCase(), at: 0, by: 'the office' })
}

/** Enters wrong digits until the limit, each in a call of its own: over one client, or from the world's number. */
export async function lockWorld(line: ProofLine, { lock, answers }: World, walk: Walk): Promise<void> {
  if (!lock) return
  const name = answers.filter(({ kind }) => kind.startsWith('the name of'))
  const nobody = [{ kind: 'an unknown name', fields: { SpeechResult: 'Wilhelmina Zzyzx' } }]
  for (let entry = 0; entry < (lock === 'client' ? 5 : 10); entry++) {
    const from = lock === 'client' ? `+1202888${1000 + entry}` : undefined
    const call = `lock-${entry}`
    // Over nobody's record, so that the client's own is not locked as well: four, and six times nobody.
    const isNobody = lock === 'number' && entry >= 4 && line.config.UNKNOWN_NAMES === 'discreet'
    const url = await walk(line, call, isNobody ? nobody : name, from)
    await line.send({ url, fields: { CallSid: call, Digits: '2390' }, ...(from && { from }) })
    if (lock === 'number' && !isNobody)
      await line.database.run("DELETE FROM failed_attempts WHERE subject LIKE 'client:%'")
  }
}

type Walk = (line: ProofLine, call: string, path: Answer[], from?: string) => Promise<string>
