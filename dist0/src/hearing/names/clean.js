import { foldLetters, splitWords } from './letters.js';
import { readSpelling } from './spelling.js';
/** Longer texts hold more than a name; the rest is not looked at. */
const longestText = 300;
const mostWords = 10;
/** What people say before their name. Longer ones first: each is taken off once more until none fits. */
const before = phrases([
    'you are speaking (with|to)',
    'youre speaking (with|to)',
    'my (full |whole )?names?( is| its|s)?',
    'the names?( is|s)?',
    'name(s| is)',
    'this( is|s)',
    'it is',
    'its',
    'i am',
    'im',
    'i said',
    'call me',
    'you can call me',
    'they call me',
    'hi',
    'hello',
    'hey',
    'hiya',
    'good (morning|afternoon|evening)',
    'yes',
    'yeah',
    'yep',
    'ok',
    'okay',
    'so',
    'well',
    'sure',
    'um+',
    'uh+',
    'er+m?',
    'ah+',
    'hm+',
    'oh',
    'like',
    'please',
    'sorry',
    'there',
    'and',
    'thats',
    'that is',
    'mr',
    'mrs',
    'ms',
    'mister',
    'missus',
    'miss',
    'dr',
    'doctor',
    'sir',
    'madam',
    'maam',
    'hola',
    'buen[oa]s (dias|tardes|noches)',
    'me llamo',
    'mi nombre( completo)? es',
    'soy',
    'habla( con)?',
    'le habla',
    'es',
    'si',
    'senor',
    'senora',
    'senorita',
    'eh',
], '^', '( |$)');
/** What they say after it. */
const after = phrases([
    'here',
    'speaking',
    'calling',
    'is (calling|speaking|my name|the name)',
    'please',
    'thanks?( you)?',
    'um+',
    'uh+',
    'jr',
    'sr',
    'junior',
    'senior',
    'ii',
    'iii',
    'md',
    'phd',
    'por favor',
    'gracias',
    'is my name',
], '(^| )', '$');
const fillers = new Set(['um', 'umm', 'uh', 'uhh', 'erm', 'hmm', 'mm', 'ah']);
/** Takes away what is not the name, and reads letters that were spelled. */
export function cleanHeard(heard) {
    const text = foldLetters(heard.slice(0, longestText)).replace(/['’ʼ`´]/g, '');
    const { rest, spelled } = readSpelling(text);
    const all = splitWords(rest).slice(0, mostWords);
    const labelled = readLabels(rest);
    if (labelled)
        return { words: labelled, turned: labelled, all, spelled };
    const [head = '', ...tail] = rest
        .split(',')
        .map(stripPhrases)
        .filter((part) => part.length > 0);
    const words = nameWords([head, ...tail].join(' '));
    const turned = tail.length > 0 ? nameWords([...tail, head].join(' ')) : undefined;
    if (words.length === 0 && spelled !== '')
        return { words: [spelled], all, spelled: '' };
    return turned ? { words, turned, all, spelled } : { words, all, spelled };
}
/** "last name Beck, first name Susan" and the like. */
function readLabels(text) {
    const part = (label) => {
        const found = new RegExp(`(${label})( is|s)?[ ,.:]+([^,]+?)[ ,.]*((my |and )*(first|last|given|family)|sur|$)`).exec(text);
        return nameWords(found?.[3] ?? '');
    };
    const given = part('first name|given name|nombre');
    const family = part('last name|family name|surname|apellido');
    return given.length > 0 && family.length > 0 ? [...given, ...family] : undefined;
}
function stripPhrases(text) {
    let left = splitWords(text).join(' ');
    for (let shorter = strip(left); shorter !== left; shorter = strip(left))
        left = shorter;
    return left;
}
function strip(text) {
    return text.replace(before, '').replace(after, '').trim();
}
/** The words of a name: no digits, no fillers, no middle initial, and not twice the same. */
function nameWords(text) {
    const words = text.split(' ').filter((word) => /^\p{L}+$/u.test(word) && !fillers.has(word));
    const full = words.filter((word) => word.length > 1);
    return dropRepeat(full.length >= 2 ? full : words).slice(0, mostWords);
}
/** "kristy jones kristy jones" as "kristy jones". */
function dropRepeat(words) {
    const half = words.length / 2;
    const isTwice = words.length > 2 && words.every((word, at) => word === words[(at + half) % words.length]);
    return Number.isInteger(half) && isTwice ? words.slice(0, half) : words;
}
function phrases(list, start, end) {
    return new RegExp(`${start}(${[...list].sort((a, b) => b.length - a.length).join('|')})${end}`);
}
