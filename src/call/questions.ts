import type { Language } from '../hearing/heard.ts'
import { MOST_LETTER_KEYS } from '../hearing/letter-keys.ts'
import { MOST_NUMBER_KEYS, readBack } from '../phone-numbers/keyed-number.ts'
import { type FactReads, type Facts, readCallers, readRecord } from './facts.ts'
import type { Reason } from './outcome.ts'
import {
  type FieldCodecs,
  flag,
  idOrNobody,
  optionalId,
  optionalIds,
  optionalKeyedName,
  optionalKeys,
  requiredId,
  requiredIds,
  type ValuesOf,
} from './progress-fields.ts'
import {
  keysOffer,
  languageOffer,
  likelyNames,
  likelyRequests,
  nameOnFile,
  toldBefore,
  yesOrNo,
} from './question-parts.ts'
import type { Saying } from './sentences/sentences.ts'
import type { Call, Services } from './services.ts'
import { writtenTime } from './spoken-time.ts'

/** The questions of a call, in its order. The answer to each goes to the route of the same name. */
export const questionNames = [
  'name',
  'did-you-mean',
  'spell-name',
  'key-name',
  'key-first-name',
  'last-four',
  'pin',
  'request',
  'confirm-cancel',
  'sms-offer',
  'call-back',
  'call-back-number',
  'confirm-number',
] as const
export type Question = (typeof questionNames)[number]

/** What the progress of every question holds. */
export type CommonProgress = {
  lang: Language
  /** How often each question has been asked in this call, the open one included. */
  timesAsked: Partial<Record<Question, number>>
  /** How often the open question was said again at the caller's wish. */
  repeats: number
  /** Why the question is asked again; undefined the first time. */
  reason: Reason | undefined
}

/** What is said this time only, or is at hand and need not be looked up: the name to be spoken, what the caller was told. */
export type Known = { name?: string | undefined; told?: string[] }

/** All there is to know of a question, except what is done with the answer: that is in its route. */
type QuestionRow<Fields extends FieldCodecs> = {
  /** What its progress holds beside what all progress holds, in the order of the URL. */
  fields: Fields
  /** How often it is asked in one call at most. */
  mostAsked: number
  /** What follows when it was asked so often without a clear answer: the operator, or goodbye with this outcome. */
  whenUsedUp: 'operator' | 'no-text' | 'no-call-back'
  /** Whether the call goes on without an answer: then silence goes to the question's route, as any answer does. */
  isOptional?: true
  /** Whether it stands in the operator's place: it leads to no PIN, and to no operator either. */
  replacesOperator?: true
  /** How many keys complete an answer. */
  keys: number | ((pinLength: number) => number)
  /** Seconds of quiet that end what the caller says: names are said with pauses, answers are short. */
  endSilence: number
  /** Whether the metrics count the answer as a name that was given. */
  isAboutName: boolean
  /** What must be known before it can be asked; `npm run curl` checks it. */
  needs: 'nothing' | 'client' | 'right PIN'
  /** What its answer is worked out from: read at once, before anything else. */
  reads?(context: AnswerContext<Fields>): FactReads
  says(context: QuestionContext<Fields>): Saying[] | Promise<Saying[]>
  /** Words that the recogniser should expect. */
  hints?(context: QuestionContext<Fields>): string[] | Promise<string[]>
}

type AnswerContext<Fields> = {
  services: Services
  call: Call
  progress: CommonProgress & ValuesOf<Fields>
}

type QuestionContext<Fields> = AnswerContext<Fields> & { facts: Facts; known: Known }

/** Ids of those who came near when the name was said, and of those whom the caller has declined. */
const nameFields = { nearest: requiredIds('client'), declined: optionalIds('declined') }

/** The client whose PIN was right in this call; nobody where the operator was asked for before. */
const callBackFields = { client: optionalId('client') }

/** Digits of the phone number on file. */
export const LAST_DIGITS = 4

export const questions = {
  name: question({
    fields: { nearest: optionalIds('client'), declined: optionalIds('declined') },
    mostAsked: 3,
    whenUsedUp: 'operator',
    keys: 1,
    endSilence: 2,
    isAboutName: true,
    needs: 'nothing',
    reads: readCallers,
    says: ({ services, progress }) => [
      // "First, please say …" is the question itself.
      ...(progress.reason === 'nameFirst' ? [] : [services.sentences(progress.lang).askName]),
      ...languageOffer(services, progress),
      ...keysOffer(services, progress),
    ],
    hints: likelyNames,
  }),
  'did-you-mean': question({
    fields: {
      /** Whose names sound the same. */
      candidates: requiredIds('client'),
      /** Whom to ask about after a "no". */
      next: optionalIds('next'),
      declined: optionalIds('declined'),
    },
    mostAsked: 3,
    whenUsedUp: 'operator',
    keys: 1,
    endSilence: 1,
    isAboutName: true,
    needs: 'client',
    says: async ({ services, progress }) => {
      const name = await nameOnFile(services, progress.candidates[0])
      return [services.sentences(progress.lang).didYouMean(name ?? '')]
    },
    hints: ({ progress }) => yesOrNo[progress.lang],
  }),
  'spell-name': question({
    fields: nameFields,
    mostAsked: 3,
    whenUsedUp: 'operator',
    keys: 1,
    endSilence: 2,
    isAboutName: true,
    needs: 'nothing',
    reads: readCallers,
    says: ({ services, progress }) => [
      services.sentences(progress.lang).spellLastName,
      ...keysOffer(services, progress),
    ],
  }),
  'key-name': question({
    fields: {},
    mostAsked: 3,
    whenUsedUp: 'operator',
    keys: MOST_LETTER_KEYS,
    endSilence: 2,
    isAboutName: true,
    needs: 'nothing',
    says: ({ services, progress }) => [services.sentences(progress.lang).keyLastName],
  }),
  'key-first-name': question({
    fields: {
      /** The keys of the last name. */
      family: optionalKeys('keys'),
    },
    mostAsked: 3,
    whenUsedUp: 'operator',
    keys: MOST_LETTER_KEYS,
    endSilence: 2,
    isAboutName: true,
    needs: 'nothing',
    says: ({ services, progress }) => [services.sentences(progress.lang).keyFirstName],
  }),
  'last-four': question({
    fields: {
      /** People of one name, or of names that sound the same. */
      namesakes: requiredIds('client'),
      declined: optionalIds('declined'),
      /** In place of the people where their names were keyed: these may be more than a URL holds. */
      keyed: optionalKeyedName('keys'),
    },
    mostAsked: 3,
    whenUsedUp: 'operator',
    keys: LAST_DIGITS,
    endSilence: 2,
    isAboutName: false,
    needs: 'client',
    says: ({ services, progress }) => [services.sentences(progress.lang).askLastFour],
  }),
  pin: question({
    fields: {
      /** The one person whose PIN decides; nobody where the caller is not on file, so that every PIN is wrong. */
      client: idOrNobody('client'),
      /** Whose name is spoken, where it is not the client's. */
      named: optionalId('named'),
      /** Whether the name was keyed: then none is spoken, and after a wrong PIN it is keyed again. */
      isKeyed: flag('keyed'),
    },
    mostAsked: 3,
    whenUsedUp: 'operator',
    keys: (pinLength: number) => pinLength,
    endSilence: 2,
    isAboutName: false,
    needs: 'client',
    reads: readRecord,
    says: async ({ services, progress, known }) => {
      const isNameless = progress.isKeyed || known.name !== undefined
      const onFile = isNameless ? undefined : await nameOnFile(services, progress.named ?? progress.client)
      const name = known.name ?? onFile
      return [services.sentences(progress.lang).askPin(name, services.settings.pinLength)]
    },
  }),
  request: question({
    fields: { client: requiredId('client') },
    // Again after a cancellation that was taken back.
    mostAsked: 2,
    whenUsedUp: 'no-text',
    isOptional: true,
    keys: 1,
    endSilence: 1,
    isAboutName: false,
    needs: 'right PIN',
    says: async ({ services, call, progress, known }) => {
      const { askRequest } = services.sentences(progress.lang)
      return [...(await toldBefore(services, call, progress.client, known)), askRequest]
    },
    hints: ({ progress }) => likelyRequests[progress.lang],
  }),
  'confirm-cancel': question({
    fields: { client: requiredId('client') },
    mostAsked: 2,
    whenUsedUp: 'no-text',
    isOptional: true,
    keys: 1,
    endSilence: 1,
    isAboutName: false,
    needs: 'right PIN',
    says: async ({ services, call, progress }) => {
      const at = await services.requests.toldAppointment(call, progress.client)
      if (at === undefined) return []
      const when = writtenTime({ at, zone: services.settings.timeZone }, progress.lang)
      return [services.sentences(progress.lang).confirmCancel(when)]
    },
    hints: ({ progress }) => yesOrNo[progress.lang],
  }),
  'sms-offer': question({
    fields: { client: requiredId('client') },
    mostAsked: 2,
    whenUsedUp: 'no-text',
    keys: 1,
    endSilence: 1,
    isAboutName: false,
    needs: 'right PIN',
    says: async ({ services, call, progress, known }) => {
      const { askText } = services.sentences(progress.lang)
      if (progress.reason) return [askText]
      return [...(await toldBefore(services, call, progress.client, known)), askText]
    },
    hints: ({ progress }) => yesOrNo[progress.lang],
  }),
  'call-back': question({
    fields: callBackFields,
    mostAsked: 2,
    whenUsedUp: 'no-call-back',
    replacesOperator: true,
    keys: 1,
    endSilence: 1,
    isAboutName: false,
    needs: 'nothing',
    // Why nobody takes the call is said once.
    says: ({ services, progress, known }) => [
      ...(known.told ?? []),
      services.sentences(progress.lang).askCallBack,
    ],
    hints: ({ progress }) => yesOrNo[progress.lang],
  }),
  'call-back-number': question({
    fields: callBackFields,
    mostAsked: 3,
    whenUsedUp: 'no-call-back',
    replacesOperator: true,
    keys: MOST_NUMBER_KEYS,
    endSilence: 2,
    isAboutName: false,
    needs: 'nothing',
    says: ({ services, progress, known }) => [
      ...(known.told ?? []),
      services.sentences(progress.lang).keyNumber,
    ],
  }),
  'confirm-number': question({
    fields: {
      ...callBackFields,
      /** What was keyed, as E.164. */
      number: optionalId('number'),
    },
    mostAsked: 3,
    whenUsedUp: 'no-call-back',
    replacesOperator: true,
    keys: 1,
    endSilence: 1,
    isAboutName: false,
    needs: 'nothing',
    says: ({ services, call, progress }) => {
      const digits = progress.number && readBack(progress.number, call.to)
      return digits ? [services.sentences(progress.lang).confirmNumber(digits)] : []
    },
    hints: ({ progress }) => yesOrNo[progress.lang],
  }),
} satisfies Record<Question, QuestionRow<FieldCodecs>>

/** The row of a question, for code that treats all questions alike. */
export function rowOf(name: Question): QuestionRow<FieldCodecs> {
  return questions[name]
}

function question<Fields extends FieldCodecs>(row: QuestionRow<Fields>): QuestionRow<Fields> {
  return row
}
