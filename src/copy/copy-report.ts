import type { WriteStream } from 'node:tty'
import { SingleBar } from 'cli-progress'
import type { CopyOptions } from './copy-database.ts'

type Output = Pick<WriteStream, 'write'> & { isTTY?: boolean }

/** How often the progress of a long table is printed where there is no terminal. */
const PRINT_EVERY_MS = 10_000

/** Shows a person the progress of a copy: a bar in a terminal, elsewhere a line for each table and now and then. */
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
  let [rows, done, printedAt] = [0, 0, 0]
  const print = (count: string) => {
    output.write(`${work}: ${count} rows\n`)
    printedAt = performance.now()
  }
  return {
    begin(task: string, table: string, all: number, before: number) {
      work = `${task} ${table}`
      rows = all
      done = before
      print(`${rows}`)
    },
    rows(count: number) {
      done += count
      if (performance.now() - printedAt >= PRINT_EVERY_MS) print(`${done} of ${rows}`)
    },
    end() {},
  }
}
