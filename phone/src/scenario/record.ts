import { stringify } from 'yaml'
import type { Answer } from '../engine/answer.ts'
import type { Call } from '../engine/call.ts'

/** A call that was made, as a file that replays and checks it. */
export function recordScenario(call: Call, texts: string[]): string {
  const placed = call.events.find((event) => event.kind === 'placed')
  const dialled = call.events.flatMap((event) => (event.kind === 'dialled' ? event.numbers : []))
  const scenario = {
    name: 'a recorded call',
    ...(placed?.kind === 'placed' ? { from: placed.from, to: placed.to } : {}),
    steps: recordSteps(call),
    ...(dialled.length > 0 ? { dialled: dialled.join(', ') } : {}),
    end: call.ending.by,
    ...(texts.length > 0 ? { texts } : {}),
  }
  return stringify(scenario, { lineWidth: 110 })
}

function recordSteps({ events }: Call) {
  const steps: object[] = []
  let heard: string[] = []
  for (const event of events) {
    if (event.kind === 'spoken') heard.push(event.text)
    if (event.kind !== 'answered') continue
    steps.push({ hear: oneOrMore(heard), ...recordAnswer(event.answer) })
    heard = []
  }
  return heard.length > 0 ? [...steps, { hear: oneOrMore(heard) }] : steps
}

function oneOrMore(heard: string[]): string | string[] {
  return heard.length === 1 ? (heard[0] ?? '') : heard
}

function recordAnswer({ inputs, hangsUp }: Answer): object {
  if (hangsUp) return { hangUp: true }
  const keys = inputs.flatMap((input) => (input.kind === 'key' ? [input.key] : [])).join('')
  const words = inputs.flatMap((input) => (input.kind === 'words' ? [input.words] : [])).join(' ')
  if (keys !== '') return { keys }
  if (words !== '') return { say: words }
  return inputs.length > 0 ? { noise: true } : { silence: true }
}
