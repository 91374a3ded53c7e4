import { createHmac } from 'node:crypto'
import { AnswersInMemory } from './answers-in-memory.ts'
import type { Call, Reached } from './call/line.ts'
import type { Reply } from './call/reply.ts'
import type { Heard } from './hearing/heard.ts'
import { createSeal, type Seal } from './sealed.ts'
import { type CallStep, isOver, recordEnd, recordSteps } from './store/calls.ts'
import type { Database } from './store/database.ts'
import { findReply, forgetReplies, type KeptReply, keepReplies } from './store/replies.ts'
import { WriteLater } from './write-later.ts'

/** A webhook: the step it answers, the progress of the call there, and what was heard. */
export type Asked = { step: string; progress: string; heard: Heard }

/** One webhook of a call; when it is delivered again it is the same delivery. */
export type Delivery = {
  /** Whether the end of the call was reported. */
  isOver: boolean
  /** What it was answered before. */
  answered: Reply | undefined
  /** Keeps the answer and how far the call came, unless the webhook was answered meanwhile: then that answer counts. */
  keep(reply: Reply, reached: Reached): Reply
}

/**
 * What is kept of calls: what a webhook was answered once it is answered again, whatever has happened to the directory
 * since; and how far each call came, for those who read it later.
 */
export type KeptCalls = {
  open(call: Call, asked: Asked): Promise<Delivery>
  /** How far the call had come, when this is the first report of its end. Its answers are forgotten. */
  end(call: Call, status: string): Promise<Reached | undefined>
  isOver(call: Call): Promise<boolean>
  /** Writes what has not been written yet. */
  close(): Promise<void>
}

export type KeptCallsParts = {
  database: Database
  secret: string
  now(): Date
  onFailure(error: unknown, steps: number): void
}

/** Its answer discloses: every server must know it. The others can be worked out again, from what they left if need be. */
const LASTING_STEP = 'pin'

/** With its answer, sealed, where that is kept in the database too. */
type Step = CallStep & Partial<Pick<KeptReply, 'delivery' | 'reply'>>

export function openKeptCalls({ database, secret, now, onFailure }: KeptCallsParts): KeptCalls {
  const seal = createSeal(secret)
  const memory = new AnswersInMemory(now)
  const steps = new WriteLater<Step>({ write: (some) => writeSteps(database, some), onFailure })
  return {
    async open({ sid }, asked) {
      const isLasting = asked.step === LASTING_STEP
      const key = isLasting ? lastingKey(secret, sid, asked) : keyOf(asked)
      const [isEnded, stored] = await Promise.all([
        isOver(database, sid),
        isLasting ? findAnswer(database, seal, sid, key) : undefined,
      ])
      return {
        isOver: isEnded,
        answered: memory.find(sid, key) ?? stored,
        keep(reply, reached) {
          const meanwhile = memory.find(sid, key)
          if (meanwhile) return meanwhile
          memory.keep(sid, key, reply)
          const at = now().getTime()
          const sealed = isLasting ? seal.close(JSON.stringify(reply), key) : undefined
          steps.add({ callSid: sid, at, reached, ...(sealed && { delivery: key, reply: sealed }) })
          return reply
        },
      }
    },
    async end({ sid }, status) {
      memory.forget(sid)
      await steps.written()
      const reached = await recordEnd(database, sid, status, now().getTime())
      await forgetReplies(database, sid)
      return reached
    },
    isOver: ({ sid }) => isOver(database, sid),
    close: () => steps.written(),
  }
}

async function findAnswer(database: Database, seal: Seal, callSid: string, key: string) {
  const reply = await findReply(database, callSid, key)
  // Our own writing, of a few minutes ago.
  return reply === undefined ? undefined : (JSON.parse(seal.open(reply, key)) as Reply)
}

function writeSteps(database: Database, steps: Step[]): Promise<void> {
  return database.transaction(async (queries) => {
    await recordSteps(queries, steps)
    await keepReplies(queries, steps.filter(isKept))
  })
}

function isKept(step: Step): step is CallStep & KeptReply {
  return step.reply !== undefined
}

/** Tells the webhooks of a call apart. */
function keyOf({ step, progress, heard: { speech, digits } }: Asked): string {
  return JSON.stringify([step, progress, speech, digits])
}

/** The same for the database: it holds nothing of what was said or entered. */
function lastingKey(secret: string, callSid: string, asked: Asked): string {
  return createHmac('sha256', secret).update(callSid).update(keyOf(asked)).digest('base64url')
}
