import type { WriteStream } from 'node:tty'
import { SingleBar } from 'cli-progress'
import type { CopyOptions } from './copy-database.ts'

type Output = Pick<WriteStream, 'write'> & { isTTY?: boolean }

/** Tells a person how a copy goes: a bar where there is a terminal, else nothing. */
export function createReport(output: Output): CopyOptions['report'] & { end(): void } {
  if (!output.isTTY) return { begin() {}, rows() {}, end() {} }
  const format = '{task} {table} {bar} {percentage}% {eta_formatted}'
  const bar = new SingleBar({ format, clearOnComplete: true })
  return {
    begin: (task, table, rows, done) => bar.start(rows, done, { task, table }),
    rows: (count) => bar.increment(count),
    end: () => bar.stop(),
  }
}
