import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** Clock ticks per second in /proc/PID/stat (USER_HZ): 100 on every Linux that Node runs on. */
const TICKS_A_SECOND = 100
const START_LIMIT_MS = 60_000

/** A measured server, in its own process. */
export type ServerProcess = {
  url: string
  /** CPU seconds so far, user and system, all threads, as the operating system counts them. */
  cpuSeconds(): number
  memoryMb(): number
  pid: number
  stop(): Promise<void>
}

/** Starts `node FILE ARGS` and waits until it answers on its port. */
export async function startProcess(
  file: string,
  port: number,
  options: { args?: string[]; nodeOptions?: string[]; env?: Record<string, string>; logFile?: string } = {},
): Promise<ServerProcess> {
  // A real file, because writing the log is part of the cost.
  const log = openSync(options.logFile ?? '/dev/null', 'w')
  const child = spawn(process.execPath, [...(options.nodeOptions ?? []), file, ...(options.args ?? [])], {
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', PORT: String(port), ...options.env },
    stdio: ['ignore', log, 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  await untilAnswering(child, url)
  const pid = child.pid ?? 0
  return {
    url,
    cpuSeconds: () => readUse(pid).cpuSeconds,
    memoryMb: () => readUse(pid).memoryMb,
    pid,
    stop: async () => {
      if (child.exitCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    },
  }
}

async function untilAnswering(child: ChildProcess, url: string): Promise<void> {
  const deadline = performance.now() + START_LIMIT_MS
  while (child.exitCode === null && performance.now() < deadline) {
    const isUp = await fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    )
    if (isUp) return
    await wait(50)
  }
  child.kill()
  throw new Error(`the server at ${url} did not start`)
}

function readUse(pid: number): { cpuSeconds: number; memoryMb: number } {
  return process.platform === 'linux' ? readProc(pid) : readPs(pid)
}

/** utime and stime are fields 14 and 15 of proc(5); fields are counted after the name in brackets. */
function readProc(pid: number) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const rss = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND,
    memoryMb: Number(rss?.[1]) / 1024,
  }
}

/** `ps` writes the time as [[hours:]minutes:]seconds. */
function readPs(pid: number) {
  const [time = '', rss] = execFileSync('ps', ['-o', 'time=,rss=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/)
  const cpuSeconds = time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  return { cpuSeconds, memoryMb: Number(rss) / 1024 }
}
