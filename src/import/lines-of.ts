import { createReadStream } from 'node:fs'
import { UnreadableFile } from './utf8.ts'

/** Longer than any row. */
const MOST_CHARACTERS = 1_000_000

/** The lines of a text file. Only a line feed ends one: `readline` also ends it at U+2028, which may stand in JSON. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > MOST_CHARACTERS)
      throw new UnreadableFile(`A line of it is longer than ${MOST_CHARACTERS} characters.`)
    yield* lines
  }
  if (rest !== '') yield rest
}
