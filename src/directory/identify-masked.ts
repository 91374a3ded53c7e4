import { findMasked } from '../hearing/names/masked.ts'
import type { SpokenName } from '../hearing/names/parse-name.ts'
import { describe, keepThoseOnFile } from './describe.ts'
import type { Deciding, Identification, NameContext } from './identification.ts'

/** With more people than these, of whom only some letters were heard, nobody is asked about. */
const MOST_ASKED = 2

/** Who may be meant by a name with masked letters: they are asked about, never taken. */
export async function identifyMasked(
  { queries, index, callers }: Deciding,
  spoken: SpokenName,
  context: NameContext,
): Promise<Identification> {
  const onFile = await keepThoseOnFile(queries, await findMasked(index, spoken), context)
  const calling = onFile.filter(({ key }) => callers.has(key))
  const likely = calling.length > 0 ? calling : onFile
  const [best, next] = likely.map((candidate) => ({ candidates: [candidate], weight: 1 }))
  if (!best || likely.length > MOST_ASKED) return describe(queries, { kind: 'refuse' }, onFile)
  return describe(queries, next ? { kind: 'ask', best, next } : { kind: 'ask', best }, onFile)
}
