import { execFileSync } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { dataFolder } from '../directory/data-folder.ts'
import type { BenchCaller } from './load/plan.ts'

/** The root of the project. */
export const root = dirname(dataFolder)

const rows = z.array(
  z.object({ name: z.string(), pin: z.string(), phone: z.string(), appointment_at: z.string() }),
)

/** Writes so many made-up clients as a CSV file; among them are those of the recognition data. */
export function writePeople(file: string, count: number): void {
  const output = openSync(file, 'w')
  const include = join(root, 'data/eval/names-dev.jsonl')
  const args = [join(root, 'tools/make-directory.mjs'), String(count), '--include', include]
  try {
    execFileSync(process.execPath, args, { stdio: ['ignore', output, 'inherit'] })
  } finally {
    closeSync(output)
  }
}

/** The first people of such a file. */
export function readPeople(file: string, count: number) {
  const text = readFileSync(file, 'utf8')
  return rows.parse(parse(text, { columns: true, to: count }))
}

export function toCaller({ name, pin, phone }: BenchCaller): BenchCaller {
  return { name, pin, phone }
}
