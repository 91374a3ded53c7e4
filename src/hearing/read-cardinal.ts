import type { NumberItem } from './number-words.ts'
import { type Group, readTwoDigitWord } from './read-number.ts'

/** A number read from the items before `next`. */
type Cardinal = { value: number; next: number }
type ReadCardinal = (items: readonly NumberItem[], at: number) => Cardinal | undefined

/** A number with hundreds or thousands: "nineteen hundred ninety five", "dos mil cinco", "2000 and 5". */
export function readCardinal(items: readonly NumberItem[], at: number): Group | undefined {
  const cardinal = readThousands(items, at) ?? readHundreds(items, at)
  return cardinal && { text: String(cardinal.value), next: cardinal.next }
}

const readThousands: ReadCardinal = (items, at) => {
  const base = readRound(items, at, 1000) ?? readScaled(items, at, 'thousand', 1000)
  return base && addRest(items, base, (list, start) => readHundreds(list, start) ?? readSmall(list, start))
}

const readHundreds: ReadCardinal = (items, at) => {
  const item = items[at]
  const base =
    item?.kind === 'hundreds'
      ? { value: item.value, next: at + 1 }
      : (readRound(items, at, 100) ?? readScaled(items, at, 'hundred', 100))
  return base && addRest(items, base, readSmall)
}

// "2000" before a smaller number: "2000 and 5", "1900 95".
function readRound(items: readonly NumberItem[], at: number, unit: number): Cardinal | undefined {
  const item = items[at]
  if (item?.kind !== 'numeral' || item.text.length > 6 || item.text.startsWith('0')) return undefined
  const value = Number(item.text)
  return value % unit === 0 ? { value, next: at + 1 } : undefined
}

// "Nineteen hundred", "two thousand", "mil". But "thirty hundred" is a misheard "thirty five".
function readScaled(items: readonly NumberItem[], at: number, kind: 'hundred' | 'thousand', unit: number) {
  const count = readCount(items, at, kind)
  const isSaid = count !== undefined && (kind === 'thousand' || count.value % 10 !== 0)
  return isSaid && items[count.next]?.kind === kind
    ? { value: count.value * unit, next: count.next + 1 }
    : undefined
}

function readCount(
  items: readonly NumberItem[],
  at: number,
  kind: 'hundred' | 'thousand',
): Cardinal | undefined {
  if (kind === 'hundred') return readSmall(items, at)
  if (items[at]?.kind === 'thousand') return { value: 1, next: at }
  return readHundreds(items, at) ?? readSmall(items, at)
}

function addRest(items: readonly NumberItem[], base: Cardinal, readRest: ReadCardinal): Cardinal {
  const start = items[base.next]?.kind === 'and' ? base.next + 1 : base.next
  const rest = readRest(items, skipZeros(items, start))
  return rest ? { value: base.value + rest.value, next: rest.next } : base
}

// Zeros that only fill a place: "two thousand oh five", "dos mil cero cinco".
function skipZeros(items: readonly NumberItem[], at: number): number {
  const isZero = (item: NumberItem | undefined) => item?.kind === 'digit' && item.text === '0'
  if (!isZero(items[at])) return at
  return isZero(items[at + 1]) ? at + 2 : at + 1
}

// 1 to 99.
const readSmall: ReadCardinal = (items, at) => {
  const pair = readTwoDigitWord(items, at)
  if (pair) return { value: Number(pair.text), next: pair.next }
  const item = items[at]
  const isSmall = item?.kind === 'digit' || (item?.kind === 'numeral' && item.text.length <= 2)
  return isSmall && Number(item.text) > 0 ? { value: Number(item.text), next: at + 1 } : undefined
}
