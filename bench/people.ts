import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { dataFolder } from '../src/directory/data-folder.ts'

/** The root of the project. */
export const root = dirname(dataFolder)

const transcripts = join(root, 'bench/data/names-dev.jsonl')
const transcript = z.object({ truth: z.string(), heard: z.string(), source: z.string() })
const person = z.object({ name: z.string(), pin: z.string(), phone: z.string(), appointment_at: z.string() })
export type Person = z.infer<typeof person>

/** Writes a CSV file of made-up clients, those of the recognition data first. */
export function writePeople(file: string, count: number): void {
  const output = openSync(file, 'w')
  const args = [join(root, 'bench/data/make-directory.mjs'), String(count), '--include', transcripts]
  try {
    execFileSync(process.execPath, args, { stdio: ['ignore', output, 'inherit'] })
  } finally {
    closeSync(output)
  }
}

/** The first people of a CSV file. */
export function readPeople(file: string, count: number): Person[] {
  return z.array(person).parse(parse(readFileSync(file, 'utf8'), { columns: true, to: count }))
}

/** The transcripts in the recognition data that differ from the name. */
export function readMisheard(): string[] {
  const lines = readFileSync(transcripts, 'utf8').trim().split('\n')
  const items = lines.map((line) => transcript.parse(JSON.parse(line)))
  return items.filter(({ heard, truth }) => heard !== truth).map(({ heard }) => heard)
}
