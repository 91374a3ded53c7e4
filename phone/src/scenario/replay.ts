import { type Caller, hangUp } from '../engine/answer.ts'
import type { Call } from '../engine/call.ts'
import { answerOf, isAsHeard, type Scenario } from './scenario.ts'

export type Replay = {
  caller: Caller
  /** What was not as the scenario has it, once the call is over. */
  check(call: Call, texts: string[]): string[]
}

/** A caller who follows a scenario, and hangs up where the line does not. */
export function replay(scenario: Scenario): Replay {
  const { steps } = scenario
  const faults: string[] = []
  let done = 0
  const compare = (heard: string) => {
    const step = steps[done]
    done += 1
    if (!step) faults.push(`after the last step the line goes on: "${heard}"`)
    else if (!isAsHeard(step.hear, heard)) {
      faults.push(
        `step ${done} wants to hear "${[step.hear].flat().join(' ')}", and the line says "${heard}"`,
      )
    }
    return step
  }
  const caller: Caller = ({ heard }) => {
    const step = compare(heard.join(' '))
    const answer = step && answerOf(step)
    if (step && !answer && faults.length === 0)
      faults.push(`step ${done} gives no answer, and the line asks for one`)
    return faults.length > 0 || !answer ? hangUp : answer
  }
  return {
    caller,
    check: (call, texts) => {
      const last = heardLast(call)
      if (faults.length === 0 && last !== '') compare(last)
      if (faults.length === 0) faults.push(...checkEnd(scenario, call, texts, done))
      return faults
    },
  }
}

function checkEnd(
  { steps, end, dialled, texts: wanted }: Scenario,
  call: Call,
  texts: string[],
  done: number,
) {
  const faults: string[] = []
  const numbers = call.events.flatMap((event) => (event.kind === 'dialled' ? event.numbers : [])).join(', ')
  if (done < steps.length) faults.push(`the call is over before step ${done + 1}`)
  if (call.ending.by !== end) faults.push(`the call wants to end by ${end}, and ends by ${call.ending.by}`)
  if ((dialled ?? '') !== numbers) {
    faults.push(`the caller is connected to ${numbers || 'nobody'}, and not to ${dialled ?? 'nobody'}`)
  }
  if (
    wanted &&
    !(wanted.length === texts.length && wanted.every((text, i) => isAsHeard(text, texts[i] ?? '')))
  ) {
    faults.push(`the texts are ${JSON.stringify(texts)}, and not ${JSON.stringify(wanted)}`)
  }
  return faults
}

/** What was spoken since the caller last answered. */
function heardLast({ events }: Call): string {
  const answered = events.findLastIndex(({ kind }) => kind === 'answered')
  const after = events.slice(answered + 1)
  return after.flatMap((event) => (event.kind === 'spoken' ? [event.text] : [])).join(' ')
}
