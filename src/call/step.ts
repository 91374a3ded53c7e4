import type { Heard } from '../hearing/heard.ts'
import type { Facts } from './facts.ts'
import type { ProgressOf } from './progress.ts'
import type { Question } from './questions.ts'
import type { Reply } from './reply.ts'
import type { Call, Services } from './services.ts'

/** The caller's answer to an open question, with the state of the call. `Turn` alone is the turn of any question. */
export type Turn<Name extends Question = Question> = {
  services: Services
  call: Call
  progress: ProgressOf<Name>
  heard: Heard
  facts: Facts
}

/** A step of the call: the question, and what is done with its answer. */
export type Step<Name extends Question = Question> = {
  question: Name
  hear(turn: Turn<Name>): Promise<Reply>
}

/** The step that hears the answer to a question. Commands such as "operator", and silence, never reach it. */
export function step<Name extends Question>(
  question: Name,
  hear: (turn: Turn<Name>) => Promise<Reply>,
): Step<Name> {
  return { question, hear }
}
