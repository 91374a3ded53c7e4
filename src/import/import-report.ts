import type { WriteStream } from 'node:tty'
import { SingleBar } from 'cli-progress'
import type { ImportReport } from './import-csv.ts'

/** Faults beyond these, and warnings, are only counted. */
const MOST_LINES = 100

type Output = Pick<WriteStream, 'write'> & { isTTY?: boolean }

/** Tells a person how an import goes, line by line, with a bar where there is a terminal. */
export function createReport(fileBytes: number, output: Output): ImportReport & { end(): void } {
  const faults = createList('fault')
  const warnings = createList('warning')
  const bar = createBar(fileBytes, output)
  return {
    read: (bytes) => bar?.increment(bytes),
    fault: ({ line, column, cause }) => faults.add(`line ${line}, ${column}: ${cause}`),
    warn: (text) => warnings.add(`warning: ${text}`),
    writing: (rows) => bar?.start(rows, 0, { task: 'Writing' }),
    waiting: () => output.write('Another import is at work; waiting for it to end.\n'),
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

/** The first lines are kept; the rest is counted, so that a bad file fills neither memory nor screen. */
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
