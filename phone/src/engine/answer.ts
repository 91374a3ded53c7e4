/** One thing the caller does, some seconds after the one before it ended. */
export type CallerInput =
  | { kind: 'key'; key: string; after: number }
  | { kind: 'words'; words: string; after: number; confidence: number }
  /** A sound in which the recogniser finds no words. */
  | { kind: 'noise'; after: number }

/** What the caller does at a question. No inputs are silence. */
export type Answer = { inputs: CallerInput[]; hangsUp?: boolean }

/** What the platform listens for, and how long. */
export type Question = {
  /** Everything the caller has heard since they last answered. */
  heard: string[]
  takesKeys: boolean
  takesSpeech: boolean
  /** The answer is recorded, after a beep, and not understood. */
  isRecorded?: boolean
  /** Seconds of silence that end the question. */
  timeout: number
  /** Seconds of silence that end speech. */
  speechTimeout: number
  /** The keys of which any one ends the answer. */
  finishOnKey: string
  numDigits: number
  language: string
  hints: string[]
  /** Set when the question is over before the caller has answered. */
  signal: AbortSignal
}

/** The person on the phone. */
export type Caller = (question: Question) => Answer | Promise<Answer>

const CONFIDENCE = 0.92

/** The caller speaks; a number between two texts is a pause in seconds. */
export function say(...parts: (string | number)[]): Answer {
  const inputs: CallerInput[] = []
  let after = 0.5
  for (const part of parts) {
    if (typeof part === 'number') after = part
    else inputs.push({ kind: 'words', words: part, after, confidence: CONFIDENCE })
  }
  return { inputs }
}

/** The caller presses keys, one by one. */
export function press(keys: string, secondsBetween = 0.5): Answer {
  return { inputs: [...keys].map((key) => ({ kind: 'key', key, after: secondsBetween })) }
}

/** The caller makes a sound that is not words. */
export const noise: Answer = { inputs: [{ kind: 'noise', after: 0.5 }] }

/** The caller says and presses nothing. */
export const silence: Answer = { inputs: [] }

/** The caller hangs up. */
export const hangUp: Answer = { inputs: [], hangsUp: true }

/** A caller with prepared answers, who is silent once they run out. */
export function script(...answers: Answer[]): Caller {
  const left = [...answers]
  return () => left.shift() ?? silence
}
