/** A file that cannot be imported at all. The message is a sentence about it. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
}

/**
 * Decodes to text with `\n` line ends and no byte order mark.
 * @throws an UnreadableFile where the bytes are not of the encoding
 */
export async function* decodeText(chunks: AsyncIterable<Buffer>, encoding = 'utf-8'): AsyncGenerator<string> {
  const utf8 = new TextDecoder(encoding, { fatal: true })
  let line = 1
  let hasCarriageReturn = false
  for await (const chunk of chunks) {
    const decoded = decode(utf8, chunk, line)
    // A chunk may end between \r and \n.
    const text: string = (hasCarriageReturn ? `\r${decoded}` : decoded).replace(/\r\n|\r(?!$)/g, '\n')
    hasCarriageReturn = text.endsWith('\r')
    const complete = hasCarriageReturn ? text.slice(0, -1) : text
    line += countLines(complete)
    yield complete
  }
  decode(utf8, undefined, line)
  if (hasCarriageReturn) yield '\n'
}

function decode(utf8: InstanceType<typeof TextDecoder>, chunk: Buffer | undefined, line: number): string {
  let text: string
  try {
    text = utf8.decode(chunk, { stream: chunk !== undefined })
  } catch {
    const good = new TextDecoder().decode(chunk).split('\uFFFD', 1)[0] ?? ''
    throw new UnreadableFile(
      `It is not UTF-8 text (line ${line + countLines(good)}): save it as CSV in UTF-8.`,
    )
  }
  if (text.includes('\0')) throw new UnreadableFile('It is not a text file: save it as CSV in UTF-8.')
  return text
}

function countLines(text: string): number {
  return countIn(text, '\n')
}

/** How often a sign is in a text. */
export function countIn(text: string, sign: string): number {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count++
  return count
}
