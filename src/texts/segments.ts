// The alphabet of GSM 03.38, which text messages are written in unless a character is missing from it.
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const extension = new Set('^{}\\[]~|€\f')

export type Segments = {
  encoding: 'GSM-7' | 'UCS-2'
  /** Septets in GSM-7, 16-bit units in UCS-2. */
  units: number
  /** How many messages the carrier sends, and charges, for the text. */
  segments: number
}

/** Units in a single message, and in each of several: a header that joins them takes up some room. */
const room = {
  'GSM-7': { alone: 160, joined: 153 },
  'UCS-2': { alone: 70, joined: 67 },
}

/** How many messages the carrier splits a text into. */
export function countSegments(text: string): number {
  return measureText(text).segments
}

/** How long a text message is, as the carrier counts it. */
export function measureText(text: string): Segments {
  const encoding = isGsm(text) ? 'GSM-7' : 'UCS-2'
  const sizes = [...text].map((character) =>
    encoding === 'GSM-7' ? (septetsOf(character) ?? 0) : character.length,
  )
  const units = sizes.reduce((sum, size) => sum + size, 0)
  const { alone, joined } = room[encoding]
  return { encoding, units, segments: units <= alone ? 1 : countJoined(sizes, joined) }
}

/** Whether the whole text can be written in GSM-7. */
export function isGsm(text: string): boolean {
  return [...text].every((character) => septetsOf(character) !== undefined)
}

/** How many septets a character takes: 1, 2 for one of the extension table; undefined when GSM-7 lacks it. */
function septetsOf(character: string): number | undefined {
  if (basic.has(character)) return 1
  return extension.has(character) ? 2 : undefined
}

// A character of two units is never split across two messages: it moves to the next as a whole.
function countJoined(sizes: readonly number[], limit: number): number {
  let [segments, used] = [1, 0]
  for (const size of sizes) {
    used += size
    if (used > limit) {
      segments++
      used = size
    }
  }
  return segments
}
