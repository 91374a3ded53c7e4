import { z } from 'zod'
import { parseAnswer } from '../../src/hearing/answer.ts'
import { parseCommand } from '../../src/hearing/command.ts'
import { itemLanguage, readItems } from './read-items.ts'
import { type Report, toJson, toTable } from './report.ts'

/** Missing and null mean blank: a key comes without words, and words without a key. */
const text = z
  .string()
  .nullish()
  .transform((given) => given ?? '')
const item = z.object({
  heard: text,
  digits: text,
  answer: z.enum(['yes', 'no', 'other']),
  lang: itemLanguage,
  corrupted: z.boolean().default(false),
})
type Item = z.infer<typeof item>
/** `taken`: no answer was given, and one was heard. */
type Outcome = 'right' | 'unclear' | 'flipped' | 'taken'

const outcomes: Outcome[] = ['right', 'unclear', 'flipped', 'taken']

/** Measures how well yes and no are heard. Unclear is right where there is no answer. */
export function evaluateAnswers(file: string, isJson: boolean): string {
  const items = readItems(file, item)
  const judgeAll = (isCorrupted: boolean) => items.filter((each) => each.corrupted === isCorrupted).map(judge)
  const report: Report<Outcome> = { outcomes, intact: judgeAll(false), corrupted: judgeAll(true) }
  return isJson ? toJson(report, ['right', 'unclear', 'flipped']) : toTable(report)
}

function judge({ heard, digits, answer, lang }: Item): Outcome {
  const said = { speech: heard, digits }
  // As in a call, where asking for a person or a repetition is no answer.
  const found = parseCommand(said, lang) ? 'unclear' : parseAnswer(said, lang)
  if (found === (answer === 'other' ? 'unclear' : answer)) return 'right'
  if (found === 'unclear') return 'unclear'
  return answer === 'other' ? 'taken' : 'flipped'
}
