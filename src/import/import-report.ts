import type { WriteStream } from 'node:tty'
import { SingleBar } from 'cli-progress'
import type { Fault } from './client-row.ts'

/** Faults, and warnings, beyond this number are only counted. */
const MOST_LINES = 100

/** Is told about an import while it runs. */
export type ImportReport = {
  read(bytes: number): void
  fault(fault: Fault): void
  /** The row is loaded all the same. */
  warn(text: string): void
  /** The whole file was read, and this many rows are about to be written. */
  writing(rows: number): void
  /** Another import is running. */
  waiting(): void
  wrote(rows: number): void
}

type Output = Pick<WriteStream, 'write'> & { isTTY?: boolean }

/** Reports to a person: a progress bar where there is a terminal, then the faults and warnings, one a line. */
export function createImportReport(fileBytes: number, output: Output): ImportReport & { end(): void } {
  const faults = createList('fault')
  const warnings = createList('warning')
  const bar = createBar(fileBytes, output)
  return {
    read: (bytes) => bar?.increment(bytes),
    fault: ({ line, column, cause }) => faults.add(`line ${line}, ${column}: ${cause}`),
    warn: (text) => warnings.add(`warning: ${text}`),
    writing: (rows) => bar?.start(rows, 0, { task: 'Writing' }),
    waiting: () => output.write('Another import is running; waiting for it to end.\n'),
    wrote: (rows) => bar?.increment(rows),
    end() {
      bar?.stop()
      for (const line of [...faults.lines(), ...warnings.lines()]) output.write(`${line}\n`)
    },
  }
}

function createBar(total: number, output: Output): SingleBar | undefined {
  if (!output.isTTY) return undefined
  const bar = new SingleBar({ format: '{task} {bar} {percentage}% {eta_formatted}', clearOnComplete: true })
  bar.start(total, 0, { task: 'Reading' })
  return bar
}

/** Keeps the first lines and counts the rest, so that a bad file fills neither memory nor screen. */
function createList(thing: string): { add(line: string): void; lines(): string[] } {
  const kept: string[] = []
  let more = 0
  return {
    add(line) {
      if (kept.length < MOST_LINES) kept.push(line)
      else more++
    },
    lines: () => (more > 0 ? [...kept, `and ${more} more ${thing}${more === 1 ? '' : 's'}`] : kept),
  }
}
