import { z } from 'zod'
import { exactKeys, nameKey } from '../../src/hearing/name-key.ts'
import { parseName } from '../../src/hearing/names/parse-name.ts'
import { readItems } from './read-items.ts'
import { type Report, toJson, toTable } from './report.ts'

/** `name` is null where somebody says what they want, and no name. */
const item = z.object({ heard: z.string(), name: z.string().nullable() })
type Item = z.infer<typeof item>
/** `wrong`: other words were taken for the name. */
type Outcome = 'right' | 'none' | 'wrong'

const outcomes: Outcome[] = ['right', 'none', 'wrong']

/** Measures how well a name is found in a sentence, and a wish without a name is told from one. */
export function evaluateSentences(file: string, isJson: boolean): string {
  const items = readItems(file, item)
  const report: Report<Outcome> = { outcomes, intact: items.map(judge), corrupted: [] }
  return isJson ? toJson(report, outcomes) : toTable(report)
}

function judge({ heard, name }: Item): Outcome {
  const { words, turned = [], initials, isWish } = parseName(heard)
  if (name === null) return isWish ? 'right' : 'wrong'
  if (exactKeys(words, turned, initials).includes(nameKey(name))) return 'right'
  return isWish || words.length === 0 ? 'none' : 'wrong'
}
