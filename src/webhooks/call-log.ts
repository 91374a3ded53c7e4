import type { Reply } from '../call/reply.ts'
import type { Call, Reached } from '../call/services.ts'
import type { Heard } from '../hearing/heard.ts'
import { type CallStep, isOver, recordEnd, recordSteps } from '../store/calls.ts'
import type { Database } from '../store/database.ts'
import { forgetWords } from '../store/disclosures.ts'
import { WriteLater } from './batch-writer.ts'
import { AnswersInMemory } from './reply-cache.ts'

/** One webhook of a call; when it is delivered again it is the same delivery. */
export type Delivery = {
  /** Whether the end of the call was reported. */
  isOver: boolean
  /** What this server answered it before. */
  answered: Reply | undefined
  /** Keeps the answer and how far the call came, unless the webhook was answered meanwhile: then that answer counts. */
  keep(reply: Reply, reached: Reached): Reply
}

/**
 * What is kept of calls: what a webhook was answered once it is answered again; and how far each call came, for those
 * who read it later.
 */
export type KeptCalls = {
  /** `step` is the question with its progress. */
  open(call: Call, step: string, heard: Heard): Promise<Delivery>
  /** How far the call had come, when this is the first report of its end. What was said in it is forgotten. */
  end(call: Call, status: string): Promise<Reached | undefined>
  isOver(call: Call): Promise<boolean>
  /** Writes what has not been written yet. */
  close(): Promise<void>
}

export type KeptCallsParts = {
  database: Database
  now(): Date
  /** Steps could not be written; they wait for the next time. */
  onFailure(error: unknown, steps: number): void
}

export function openKeptCalls({ database, now, onFailure }: KeptCallsParts): KeptCalls {
  const memory = new AnswersInMemory(now)
  const write = (some: CallStep[]) => database.transaction((queries) => recordSteps(queries, some))
  const steps = new WriteLater<CallStep>({ write, onFailure })
  return {
    async open({ sid }, step, { speech, digits }) {
      const key = JSON.stringify([step, speech, digits])
      return {
        isOver: await isOver(database, sid),
        answered: memory.find(sid, key),
        keep(reply, reached) {
          const meanwhile = memory.find(sid, key)
          if (meanwhile) return meanwhile
          memory.keep(sid, key, reply)
          const isNameMissed = reached.outcome.endsWith('notFound')
          steps.add({ callSid: sid, at: now().getTime(), reached, isNameMissed })
          return reply
        },
      }
    },
    async end({ sid }, status) {
      memory.forget(sid)
      await steps.written()
      const reached = await recordEnd(database, sid, status, now().getTime())
      await forgetWords(database, sid)
      return reached
    },
    isOver: ({ sid }) => isOver(database, sid),
    close: () => steps.close(),
  }
}
