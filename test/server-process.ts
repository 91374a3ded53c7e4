import { type ChildProcess, spawn } from 'node:child_process'
import { freePort } from '../src/server/free-port.ts'
import { built } from './built.ts'

/** What `npm start` runs; built before the tests run. */
export const main = `${built}/src/main.js`

export interface ServerProcess {
  url: string
  signal(name: 'SIGSTOP' | 'SIGCONT'): void
  /** Ends it, and tells its exit code; none when it was killed. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

/** Starts a server as `npm start` does, in a folder without a `.env`, and waits until it can serve a call. */
export async function startProcess(
  folder: string,
  environment: Record<string, string>,
  file = main,
): Promise<ServerProcess> {
  const port = await freePort()
  const env = { PATH: process.env.PATH, PORT: String(port), ...environment }
  const server = spawn(process.execPath, [file], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] })
  const exit = new Promise<number | null>((resolve) => server.once('exit', resolve))
  const url = `http://127.0.0.1:${port}`
  await untilReady(`${url}/readyz`, server)
  return {
    url,
    signal: (name) => void server.kill(name),
    end(signal) {
      server.kill(signal)
      return exit
    },
  }
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    const reply = await fetch(url).catch(() => undefined)
    if (reply?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the server did not start')
}
