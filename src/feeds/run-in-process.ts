import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

const COMMAND = fileURLToPath(new URL('../commands/feed.js', import.meta.url))

/** How a process ended, and the end of what it said about that. */
export type RunEnd = { code: number | null; says: string }

/** Runs a feed in a process of its own, so that calls never wait for its rows. */
export async function runInProcess(
  name: string,
  signal: AbortSignal,
  env: NodeJS.ProcessEnv = process.env,
): Promise<RunEnd> {
  // The log lines of the run go where those of the server go.
  const stdio: ['ignore', 'inherit', 'pipe'] = ['ignore', 'inherit', 'pipe']
  const child = spawn(process.execPath, [COMMAND, name, '--timed'], { stdio, env })
  const end = () => child.kill('SIGINT')
  signal.addEventListener('abort', end)
  try {
    const [says, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    return { code, says: says.trim() }
  } finally {
    signal.removeEventListener('abort', end)
  }
}
