import { createReadStream } from 'node:fs'
import { countIn } from './utf8.ts'

/** How a text file is written. */
export type TextKind = { encoding: 'utf-8' | 'windows-1252'; delimiter: string }

const DELIMITERS = [',', ';', '\t']
/** A letter of two bytes in UTF-8, as it looks when the bytes are taken for Windows-1252. */
const UTF8_LETTER = /[\u00C3-\u00DF][\u0080-\u00BF]/

/**
 * Finds out how a CSV file is written. What is not UTF-8 is taken for Windows-1252, which Excel writes, unless parts of it
 * are UTF-8: then something is broken, and decoding it as UTF-8 says where.
 */
export async function detectText(file: string): Promise<TextKind> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let [isUtf8, isMixed, firstLine] = [true, false, undefined as string | undefined]
  for await (const chunk of createReadStream(file)) {
    const latin = chunk.toString('latin1')
    firstLine ??= /^[^\r\n]*/.exec(latin)?.[0] ?? ''
    isUtf8 &&= isDecodable(utf8, chunk)
    isMixed ||= UTF8_LETTER.test(latin) || latin.includes('\0')
  }
  isUtf8 &&= isDecodable(utf8)
  return { encoding: isUtf8 || isMixed ? 'utf-8' : 'windows-1252', delimiter: delimiterOf(firstLine ?? '') }
}

function isDecodable(utf8: InstanceType<typeof TextDecoder>, chunk?: Buffer): boolean {
  try {
    utf8.decode(chunk, { stream: chunk !== undefined })
    return true
  } catch {
    return false
  }
}

/** The sign that separates most fields of the first line; quoted fields are left out. */
function delimiterOf(line: string): string {
  const bare = line.replace(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((sign) => countIn(bare, sign))
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}
