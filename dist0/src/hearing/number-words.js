const words = (text) => text.split(' ');
function itemsOf(...tables) {
    return new Map(tables.flatMap((table) => Object.entries(table)));
}
// "one two three", from 1, or from `first`.
function counted(text, first, step, make) {
    return Object.fromEntries(words(text).map((word, index) => [word, make(String(first + index * step))]));
}
const digit = (text) => ({ kind: 'digit', text });
const pair = (text) => ({ kind: 'pair', text });
const tens = (text) => ({ kind: 'tens', text });
const plural = (text) => ({ kind: 'plural', text });
const sound = (text) => ({ kind: 'digit', text, sound: true });
const exclamation = (text) => ({ kind: 'digit', text, exclamation: true });
const english = {
    items: itemsOf(counted('zero one two three four five six seven eight nine', 0, 1, digit), {
        oh: exclamation('0'),
        o: exclamation('0'),
        nought: digit('0'),
        naught: digit('0'),
        niner: digit('9'),
        fife: digit('5'),
    }, { for: sound('4'), fore: sound('4'), too: sound('2'), won: sound('1'), ate: sound('8') }, 
    // "Nine to five" is as often a misheard "nine oh five" as it is 9-2-5.
    { to: { kind: 'digit', text: '2', sound: true, doubtful: true } }, counted('ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen', 10, 1, pair), counted('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10, tens), { fourty: tens('40') }, counted('zeros ones twos threes fours fives sixes sevens eights nines', 0, 1, plural), { zeroes: plural('0'), ohs: plural('0'), os: plural('0') }, { hundred: { kind: 'hundred' }, thousand: { kind: 'thousand' }, and: { kind: 'and', joinsTens: false } }, { double: { kind: 'times', count: 2 }, triple: { kind: 'times', count: 3 } }, { treble: { kind: 'times', count: 3 }, quadruple: { kind: 'times', count: 4 } }),
    fillers: new Set(words('um umm uh uhh er erm ah hmm mm eh then dash hyphen dot point comma period slash space')),
    closings: new Set(words('please thanks thank sir maam ok okay yes pound hash star is thats that i and correct right')),
    refusals: new Set(words('no nope not wait never or')),
    corrections: new Set(words('sorry mean actually rather instead correction scratch oops make')),
    asides: /\b(one|1|a) (moment|second|sec|minute)\b|\b[a-z0-9]+ digits?\b/g,
    mixesFreely: false,
};
const spanish = {
    items: itemsOf(counted('cero uno dos tres cuatro cinco seis siete ocho nueve', 0, 1, digit), { un: sound('1') }, counted('once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve', 11, 1, pair), counted('veintiuno veintidos veintitres veinticuatro veinticinco', 21, 1, pair), counted('veintiseis veintisiete veintiocho veintinueve', 26, 1, pair), { veintiun: pair('21') }, counted('diez veinte', 10, 10, (text) => ({ kind: 'tens', text, needsAnd: true })), counted('treinta cuarenta cincuenta sesenta setenta ochenta noventa', 30, 10, tens), counted('ceros unos doses treses cuatros cincos seises sietes ochos nueves', 0, 1, plural), counted('ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos', 1, 1, hundreds), {
        cien: { kind: 'hundreds', value: 100 },
        mil: { kind: 'thousand' },
        y: { kind: 'and', joinsTens: true },
    }, { doble: { kind: 'times', count: 2 }, triple: { kind: 'times', count: 3 } }),
    fillers: new Set(words('um uh eh este em mm ah pues luego guion punto coma raya espacio')),
    closings: new Set(words('por gracias senor senora senorita ok si es eso yo numeral gato asterisco almohadilla correcto')),
    refusals: new Set(words('no nunca espere espera tampoco o')),
    corrections: new Set(words('perdon perdone disculpe digo mejor quise correccion')),
    asides: /\bun (momento|segundo|momentito)\b|\b[a-z0-9]+ (digitos?|cifras?)\b/g,
    mixesFreely: true,
};
function hundreds(text) {
    return { kind: 'hundreds', value: Number(text) * 100 };
}
export const numberWords = { 'en-US': english, 'es-US': spanish };
