import { createInterface } from 'node:readline'
import { type Answer, type Caller, hangUp, press, say, silence } from '../engine/answer.ts'

export const keyboardHelp =
  'Type what you say, or digits to press keys; "1995 says digits. Enter alone is silence, /hangup hangs up.'

export type Keyboard = { caller: Caller; close(): void }

/** A person who types. The end of the input hangs up. */
export function openKeyboard(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream | undefined,
  prompt: string,
  onInterrupt: () => void,
): Keyboard {
  const lines = createInterface({ input, prompt, ...(output ? { output } : {}) })
  const waiting: ((answer: Answer) => void)[] = []
  const typed: Answer[] = []
  let isClosed = false
  const give = (answer: Answer) => {
    const next = waiting.shift()
    if (next) next(answer)
    else typed.push(answer)
  }
  lines.on('line', (text) => {
    const answer = readTyped(text)
    if (answer) give(answer)
    else {
      output?.write(`${keyboardHelp}\n`)
      lines.prompt()
    }
  })
  lines.on('SIGINT', onInterrupt)
  lines.on('close', () => {
    isClosed = true
    give(hangUp)
  })
  const caller: Caller = () => {
    const ready = typed.shift() ?? (isClosed ? hangUp : undefined)
    if (ready) return ready
    lines.prompt()
    return new Promise((resolve) => waiting.push(resolve))
  }
  return { caller, close: () => lines.close() }
}

/** What a typed line means; undefined asks for help. */
export function readTyped(text: string): Answer | undefined {
  const line = text.trim()
  if (line === '') return silence
  if (line === '/hangup') return hangUp
  if (line.startsWith('/')) return undefined
  if (/^[0-9*#]+$/.test(line)) return press(line)
  return say(line.replace(/^["“']|["”]$/g, '').trim())
}
