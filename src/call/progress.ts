import { type Language, languages } from '../hearing/heard.ts'
import { reasons } from './outcome.ts'
import type { ValuesOf } from './progress-fields.ts'
import { type CommonProgress, type Question, questionNames, type questions, rowOf } from './questions.ts'
import { readSignedUrl, signUrl } from './signed-url.ts'

/** What a question's progress holds beside what all progress holds. */
export type FieldsOf<Name extends Question> = ValuesOf<(typeof questions)[Name]['fields']>

/** Where a call is while this question, or one of these, is open. */
export type ProgressOf<Name extends Question> = {
  [One in Name]: CommonProgress & { question: One } & FieldsOf<One>
}[Name]

/**
 * Where a call is, whichever question is open: all that is known of it between two webhooks. It travels in the URL of the
 * next webhook.
 */
export type Progress = ProgressOf<Question>

/**
 * Progress from its parts. `fields` are those of the question's row, which TypeScript cannot see here; where they hold the
 * counts of an earlier question too, `common` is what counts. Properties written after a spread cost a microsecond each in
 * V8, and every webhook makes progress twice.
 */
export function createProgress<Name extends Question>(
  question: Name,
  { lang, timesAsked, repeats, reason }: CommonProgress,
  fields: object,
): ProgressOf<Name> {
  const counted = { question, lang, timesAsked, repeats, reason }
  return Object.assign({}, fields, counted) as ProgressOf<Name>
}

/** Longer than any prompt, pause and answer together; a captured link is of no use after it. */
export const LINK_LIFETIME_SECONDS = 600

export type Reading<Name extends Question = Question> =
  | { kind: 'valid'; progress: ProgressOf<Name> }
  /** Once ours and unaltered, but too old: its counts still hold. */
  | { kind: 'expired'; progress: ProgressOf<Name> }
  | { kind: 'altered' }

/** The path and query that lead to the answer, good for one call and LINK_LIFETIME_SECONDS from `now`. */
export function writeProgress(progress: Progress, callSid: string, secrets: string[], now: Date): string {
  const { question, timesAsked, repeats, reason, lang } = progress
  const query = new URLSearchParams()
  for (const [name, text] of writeFields(progress)) query.set(name, text)
  query.set('tries', String(timesAsked[question] ?? 0))
  const before = writeCounts(timesAsked, question)
  if (before) query.set('asked', before)
  if (repeats > 0) query.set('repeats', String(repeats))
  if (reason) query.set('reason', reason)
  query.set('lang', lang)
  const expires = Math.floor(now.getTime() / 1000) + LINK_LIFETIME_SECONDS
  return signUrl(`/${question}`, query.toString(), expires, callSid, secrets)
}

/** Reads a request's raw path and query back into the progress that `writeProgress` wrote for this very call. */
export function readProgress<Name extends Question>(
  question: Name,
  rawUrl: string,
  callSid: string,
  secrets: string[],
  now: Date,
): Reading<Name> {
  const signed = rawUrl.startsWith(`/${question}?`) && readSignedUrl(rawUrl, callSid, secrets, now)
  if (!signed) return { kind: 'altered' }
  const { parameters } = signed
  const common = takeCommon(question, parameters)
  const fields = readFields(question, parameters)
  if (!common || !fields || parameters.size > 0) return { kind: 'altered' }
  const progress = createProgress(question, common, fields)
  return { kind: signed.isExpired ? 'expired' : 'valid', progress }
}

/** The language of any progress of ours, for when nothing else of it is needed. */
export function readLanguage(rawUrl: string, callSid: string, secrets: string[], now: Date) {
  const lang = readSignedUrl(rawUrl, callSid, secrets, now)?.parameters.get('lang')
  return readChoice(languages, lang)
}

/** Progress of a question that is asked for the first time, after a name that was understood at once. */
export function firstProgress(question: Question, lang: Language, clientIds: string[]): Progress {
  const fields = readFields(question, new Map([['client', clientIds.join(',')]])) ?? {}
  const common: CommonProgress = {
    lang,
    timesAsked: { name: 1, [question]: 1 },
    repeats: 0,
    reason: undefined,
  }
  return createProgress(question, common, fields)
}

/** A question's own fields from its parameters, which are taken out; undefined when one is missing. */
function readFields(question: Question, parameters: Map<string, string>): object | undefined {
  const values: Record<string, unknown> = {}
  for (const [name, codec] of Object.entries(rowOf(question).fields)) {
    const text = take(parameters, codec.parameter)
    if (text === undefined && codec.isRequired) return undefined
    values[name] = codec.read(text)
  }
  return values
}

function writeFields(progress: Progress): [parameter: string, text: string][] {
  const values: Record<string, unknown> = progress
  return Object.entries(rowOf(progress.question).fields).flatMap(([name, codec]) => {
    const text = codec.write(values[name])
    return text === undefined ? [] : [[codec.parameter, text]]
  })
}

function takeCommon(question: Question, parameters: Map<string, string>): CommonProgress | undefined {
  const lang = readChoice(languages, take(parameters, 'lang'))
  const tries = readCount(take(parameters, 'tries'))
  const repeats = readCount(take(parameters, 'repeats') ?? '0')
  const givenReason = take(parameters, 'reason')
  const reason = readChoice(reasons, givenReason)
  const timesAsked = readCounts(take(parameters, 'asked') ?? '')
  take(parameters, 'exp')
  if (!lang || tries === undefined || repeats === undefined || reason !== givenReason) return undefined
  timesAsked[question] = tries
  return { lang, timesAsked, repeats, reason }
}

function take(parameters: Map<string, string>, name: string): string | undefined {
  const text = parameters.get(name)
  parameters.delete(name)
  return text
}

function readCount(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,2}$/.test(text) ? Number(text) : undefined
}

function readChoice<Choice extends string>(choices: readonly Choice[], text?: string | null) {
  return choices.find((one) => one === text)
}

/** `name2.pin1`: how often the other questions have been asked. */
function writeCounts(timesAsked: CommonProgress['timesAsked'], open: Question): string {
  return questionNames
    .filter((one) => one !== open && timesAsked[one])
    .map((one) => `${one}${timesAsked[one]}`)
    .join('.')
}

function readCounts(text: string): CommonProgress['timesAsked'] {
  const counts: CommonProgress['timesAsked'] = {}
  for (const one of text.split('.')) {
    const [, name, count] = /^([a-z-]+)(\d+)$/.exec(one) ?? []
    const question = readChoice(questionNames, name)
    if (question) counts[question] = Number(count)
  }
  return counts
}
