import { type Answer, hangUp, type Question, silence } from './answer.ts'
import type { Line } from './line.ts'

/** What takes an answer: how long it lasts, and whether the caller hung up meanwhile. */
type Heard = { digits: string; words: string; seconds: number; hungUp: boolean }

/**
 * Asks the caller, and lets the time pass that the answer takes. `hear` plays the answer against the question.
 * The call is over where `hungUp` comes back.
 */
export async function ask<Taken extends Heard>(
  line: Line,
  asked: Omit<Question, 'heard' | 'signal'>,
  hear: (question: Question, answer: Answer) => Taken,
): Promise<Taken> {
  const over = new AbortController()
  const told = { ...asked, heard: line.heard }
  const question: Question = { ...told, signal: over.signal }
  line.emit({ kind: 'asked', question: told })
  const started = line.clock.now()
  const answer = await answerTo(line, question)
  over.abort()
  const taken = hear(question, answer)
  // a person may have used up some of that time already
  const spent = (line.clock.now() - started) / 1000
  await line.clock.sleep(Math.max(0, taken.seconds - spent), line.signal)
  line.heard = []
  line.emit({ kind: 'answered', answer, digits: taken.digits, speech: taken.words })
  return { ...taken, hungUp: taken.hungUp || line.signal.aborted }
}

/** The caller's answer; hanging up comes before it, and on a real clock so does the timeout. */
function answerTo(line: Line, question: Question): Promise<Answer> {
  const hungUp = new Promise<Answer>((resolve) => {
    if (line.signal.aborted) resolve(hangUp)
    line.signal.addEventListener('abort', () => resolve(hangUp), { signal: question.signal })
  })
  const answered = Promise.resolve(line.caller(question))
  if (!line.clock.isReal) return Promise.race([hungUp, answered])
  const timedOut = line.clock.sleep(question.timeout, question.signal).then(() => silence)
  return Promise.race([hungUp, answered, timedOut])
}
