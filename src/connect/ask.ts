import { createInterface } from 'node:readline/promises'

/** Asks for a yes. Nobody there to answer is a no. */
export async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const answer = await Promise.race([terminal.question(`${question} [y/N] `), closing(terminal)])
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    terminal.close()
  }
}

function closing(terminal: ReturnType<typeof createInterface>): Promise<string> {
  return new Promise((resolve) => terminal.once('close', () => resolve('')))
}
