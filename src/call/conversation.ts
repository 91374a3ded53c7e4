import { parseCommand, parseLanguage } from '../hearing/command.ts'
import type { Language } from '../hearing/heard.ts'

import { ask, askAgain } from './ask.ts'
import type { Facts } from './facts.ts'
import { greeting } from './greeting.ts'
import { isByKeys } from './identify-by-keys.ts'
import { connectToOperator } from './operator.ts'
import type { ProgressOf } from './progress.ts'
import { type Question, rowOf } from './questions.ts'
import type { Reply } from './reply.ts'
import { type CallState, sayQuestion } from './say-question.ts'
import type { Call, Services } from './services.ts'
import type { Step, Turn } from './step.ts'

/** How often a question is said again at the caller's wish, without using up a try. */
const MOST_REPEATS = 3

/** The call begins: the caller is greeted, and asked for their name. */
export async function startCall(services: Services, call: Call, facts: Facts): Promise<Reply> {
  const lang = services.settings.languages[0]
  const common = { lang, timesAsked: {}, repeats: 0, reason: undefined }
  const start: ProgressOf<'name'> = { question: 'name', ...common, nearest: [], declined: [] }
  const state = { services, call, progress: start, facts }
  if (await isShutOut(state)) return connectToOperator(state, 'withheld')
  const [greetings, asked] = await Promise.all([greeting(services), ask(state, 'name', { nearest: [] })])
  return { ...asked, says: [...greetings, ...asked.says] }
}

/** After too many wrong PINs from withheld numbers, such callers are asked nothing more, unless their PIN was right before. */
async function isShutOut({ services, call, progress }: CallState): Promise<boolean> {
  const { needs, replacesOperator } = rowOf(progress.question)
  return needs !== 'right PIN' && !replacesOperator && services.pins.isShutOut(call.from)
}

/** Progress has expired: the caller is asked for their name, by keys if they gave it so, and what was counted still counts. */
export function startAgain<Name extends Question>(turn: Turn<Name>): Promise<Reply> {
  // TypeScript cannot see that the turn of one question is a turn.
  const state = turn as Turn
  return isByKeys(state.progress) ? ask(state, 'key-name', {}) : ask(state, 'name', { nearest: [] })
}

/**
 * One step, from what was heard to what the caller hears next. The commands "operator" and "repeat", another language and
 * silence are handled here for every question; any other answer goes to the question's own route.
 */
export async function answer<Name extends Question>(step: Step<Name>, turn: Turn<Name>): Promise<Reply> {
  const { heard } = turn
  // TypeScript cannot see that the turn of one question is a turn.
  const state = turn as Turn
  const { progress } = state
  if (await isShutOut(state)) return connectToOperator(state, 'withheld')
  const command = parseCommand(heard, progress.lang)
  if (command === 'operator') return connectToOperator(state, 'operator')
  if (progress.repeats < MOST_REPEATS) {
    const lang = hearOtherLanguage(state)
    const again = {
      ...state,
      progress: { ...progress, lang: lang ?? progress.lang, repeats: progress.repeats + 1 },
    }
    if (lang) return sayQuestion(again, 'language')
    if (command === 'repeat') return sayQuestion(again, 'repeat')
  }
  if (rowOf(progress.question).isOptional) return step.hear(turn)
  if (command === 'repeat') return askAgain(state, 'notUnderstood')
  if (!heard.speech && !heard.digits) return askAgain(state, 'notHeard')
  return step.hear(turn)
}

/** With more than one language, the first question is also a choice between them. */
function hearOtherLanguage({ services, progress, heard }: Turn): Language | undefined {
  const other = services.settings.languages.find((one) => one !== progress.lang)
  if (progress.question !== 'name' || !other) return undefined
  return parseLanguage(heard, other) === other ? other : undefined
}
