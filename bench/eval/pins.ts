import { z } from 'zod'
import { parseDigits } from '../../src/hearing/digits.ts'
import { itemLanguage, readItems } from './read-items.ts'
import { type Report, toJson, toTable } from './report.ts'

const item = z.object({
  heard: z.string(),
  digits: z.string().regex(/^\d+$/, 'must be digits or null').nullable(),
  len: z.int().min(1).max(32),
  lang: itemLanguage,
  or_none: z.boolean().default(false),
  corrupted: z.boolean().default(false),
})
type Item = z.infer<typeof item>
type Outcome = 'right' | 'none' | 'wrong'

const outcomes: Outcome[] = ['right', 'none', 'wrong']

/** Measures how well PINs are heard. Finding none is right where there is none. */
export function evaluatePins(file: string, isJson: boolean): string {
  const items = readItems(file, item)
  const judgeAll = (isCorrupted: boolean) => items.filter((each) => each.corrupted === isCorrupted).map(judge)
  const report: Report<Outcome> = { outcomes, intact: judgeAll(false), corrupted: judgeAll(true) }
  return isJson ? toJson(report, outcomes) : toTable(report)
}

function judge({ heard, digits, len, lang, or_none }: Item): Outcome {
  const found = parseDigits({ speech: heard, digits: '' }, len, lang) ?? null
  if (found === digits || (found === null && or_none)) return 'right'
  return found === null ? 'none' : 'wrong'
}
