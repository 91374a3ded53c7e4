/** A file that cannot be imported at all. The message is a sentence about it. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
}

/**
 * Decodes to text with `\n` line ends and no byte order mark.
 * @throws an UnreadableFile for anything but UTF-8, rather than guess the encoding
 */
export async function* decodeUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
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
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}
