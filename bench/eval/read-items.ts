import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { CommandError } from '../../src/errors/command-error.ts'
import { describeFileError } from '../../src/errors/file-error.ts'
import type { Language } from '../../src/hearing/heard.ts'

/** The language of a line; "any" is measured as English. */
export const itemLanguage = z
  .enum(['en', 'es', 'en-US', 'es-US', 'any'])
  .default('any')
  .transform((lang): Language => (lang.startsWith('es') ? 'es-US' : 'en-US'))

/** Reads and checks the lines of a JSONL file. An error names the line. */
export function readItems<Item>(file: string, schema: z.ZodType<Item>): Item[] {
  const lines = readText(file).split(/\r?\n/)
  const items = lines.flatMap((line, index) =>
    line.trim() === '' ? [] : [readItem(line, `${file} line ${index + 1}`, schema)],
  )
  if (items.length === 0) throw new CommandError(`${file} has no lines to measure.`)
  return items
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${describeFileError(error)}.`)
  }
}

function readItem<Item>(line: string, where: string, schema: z.ZodType<Item>): Item {
  const result = schema.safeParse(parseJson(line, where))
  if (result.success) return result.data
  const [issue] = result.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new CommandError(`${where}${field === '' ? '' : `, ${field}`}: ${issue?.message ?? 'is not valid'}.`)
}

function parseJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new CommandError(`${where} is not valid JSON.`)
  }
}
