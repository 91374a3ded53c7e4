import { readTwoDigitWord } from './read-number.js';
/** A number with hundreds or thousands: "nineteen hundred ninety five", "dos mil cinco", "2000 and 5". */
export function readCardinal(items, at) {
    const cardinal = readThousands(items, at) ?? readHundreds(items, at);
    return cardinal && { text: String(cardinal.value), next: cardinal.next };
}
const readThousands = (items, at) => {
    const base = readRound(items, at, 1000) ?? readScaled(items, at, 'thousand', 1000);
    return base && addRest(items, base, (list, start) => readHundreds(list, start) ?? readSmall(list, start));
};
const readHundreds = (items, at) => {
    const item = items[at];
    const base = item?.kind === 'hundreds'
        ? { value: item.value, next: at + 1 }
        : (readRound(items, at, 100) ?? readScaled(items, at, 'hundred', 100));
    return base && addRest(items, base, readSmall);
};
// "2000" before a smaller number: "2000 and 5", "1900 95".
function readRound(items, at, unit) {
    const item = items[at];
    if (item?.kind !== 'numeral' || item.text.length > 6 || item.text.startsWith('0'))
        return undefined;
    const value = Number(item.text);
    return value % unit === 0 ? { value, next: at + 1 } : undefined;
}
// "Nineteen hundred", "two thousand", "mil". Nobody says "thirty hundred": that is a misheard "thirty five".
function readScaled(items, at, kind, unit) {
    const count = readCount(items, at, kind);
    const isSaid = count !== undefined && (kind === 'thousand' || count.value % 10 !== 0);
    return isSaid && items[count.next]?.kind === kind
        ? { value: count.value * unit, next: count.next + 1 }
        : undefined;
}
function readCount(items, at, kind) {
    if (kind === 'hundred')
        return readSmall(items, at);
    if (items[at]?.kind === 'thousand')
        return { value: 1, next: at };
    return readHundreds(items, at) ?? readSmall(items, at);
}
function addRest(items, base, readRest) {
    const start = items[base.next]?.kind === 'and' ? base.next + 1 : base.next;
    const rest = readRest(items, skipZeros(items, start));
    return rest ? { value: base.value + rest.value, next: rest.next } : base;
}
// "Two thousand oh five", "dos mil cero cinco": the zeros only hold the place.
function skipZeros(items, at) {
    const isZero = (item) => item?.kind === 'digit' && item.text === '0';
    if (!isZero(items[at]))
        return at;
    return isZero(items[at + 1]) ? at + 2 : at + 1;
}
// 1 to 99.
const readSmall = (items, at) => {
    const pair = readTwoDigitWord(items, at);
    if (pair)
        return { value: Number(pair.text), next: pair.next };
    const item = items[at];
    const isSmall = item?.kind === 'digit' || (item?.kind === 'numeral' && item.text.length <= 2);
    return isSmall && Number(item.text) > 0 ? { value: Number(item.text), next: at + 1 } : undefined;
};
