import { parse } from 'yaml'
import { z } from 'zod'
import { type Answer, hangUp, noise, press, say, silence } from '../engine/answer.ts'
import { someSwitches } from '../engine/switches.ts'

const sentences = z.union([z.string().min(1), z.array(z.string().min(1))])
const keys = z.string('wants text: put the digits in quotes').regex(/^[0-9*#]+$/, 'wants 0-9, * and #')

const step = z.strictObject({
  /** What must be heard since the last answer; `*` stands for anything. */
  hear: sentences,
  /** Words; a number between them is a pause in seconds. */
  say: z.union([z.string(), z.array(z.union([z.string(), z.number()]))]).optional(),
  keys: keys.optional(),
  /** Seconds between the keys. */
  between: z.number().positive().optional(),
  silence: z.literal(true).optional(),
  noise: z.literal(true).optional(),
  hangUp: z.literal(true).optional(),
})

const scenario = z.strictObject({
  /** What the call shows, as a sentence. */
  name: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  steps: z.array(step).min(1),
  /** Who ends the call. */
  end: z.enum(['line', 'caller', 'rejected', 'busy', 'failed']).default('line'),
  /** Whom the caller is connected to. */
  dialled: z.string().optional(),
  /** What the caller replies to the text, once the call is over. */
  reply: z.string().min(1).optional(),
  /** The texts that arrive, the answer to the reply among them; without it they are not looked at. */
  texts: z.array(z.string()).optional(),
  switches: someSwitches.optional(),
})

type Step = z.infer<typeof step>

/** A call as a file: what must be heard, and what is answered. */
export type Scenario = z.infer<typeof scenario>

/** A file that is no scenario; the message says where and why. */
class ScenarioError extends Error {}

/** Reads a scenario from YAML, of which JSON is a part. */
export function readScenario(text: string): Scenario {
  const read = scenario.safeParse(parseYaml(text))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new ScenarioError(`${issue?.path.join('.') || 'the file'}: ${issue?.message}`)
}

/** What is answered at a step; nothing where the call is to end by itself. */
export function answerOf(step: Step): Answer | undefined {
  if (step.say !== undefined) return say(...[step.say].flat())
  if (step.keys !== undefined) return press(step.keys, step.between)
  if (step.silence) return silence
  if (step.noise) return noise
  return step.hangUp ? hangUp : undefined
}

/** Whether what was heard is what a step wants. */
export function isAsHeard(wanted: Step['hear'], heard: string): boolean {
  const pattern = [wanted].flat().join(' ').split('*').map(escapePattern).join('.*')
  return new RegExp(`^${pattern}$`, 'su').test(heard)
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function parseYaml(text: string): unknown {
  try {
    return parse(text)
  } catch (error) {
    throw new ScenarioError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
  }
}
