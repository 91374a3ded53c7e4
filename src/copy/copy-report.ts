import type { WriteStream } from 'node:tty'
import { SingleBar } from 'cli-progress'
import type { CopyOptions } from './copy-database.ts'

type Output = Pick<WriteStream, 'write'> & { isTTY?: boolean }

/** Without a terminal a long table is told of so often. */
const TELL_AGAIN_MS = 10_000

/** Tells a person how a copy goes: a bar where there is a terminal, else a line for each table and now and then. */
export function createReport(output: Output): CopyOptions['report'] & { end(): void } {
  return output.isTTY ? createBar() : createLines(output)
}

function createBar() {
  const format = '{task} {table} {bar} {percentage}% {eta_formatted}'
  const bar = new SingleBar({ format, clearOnComplete: true })
  return {
    begin: (task: string, table: string, rows: number, done: number) =>
      bar.start(rows, done, { task, table }),
    rows: (count: number) => bar.increment(count),
    end: () => bar.stop(),
  }
}

function createLines(output: Output) {
  let work = ''
  let [rows, done, toldAt] = [0, 0, 0]
  const tell = (count: string) => {
    output.write(`${work}: ${count} rows\n`)
    toldAt = performance.now()
  }
  return {
    begin(task: string, table: string, all: number, before: number) {
      work = `${task} ${table}`
      rows = all
      done = before
      tell(`${rows}`)
    },
    rows(count: number) {
      done += count
      if (performance.now() - toldAt >= TELL_AGAIN_MS) tell(`${done} of ${rows}`)
    },
    end() {},
  }
}
