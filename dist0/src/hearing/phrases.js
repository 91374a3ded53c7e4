const LONGEST_PHRASE_WORDS = 5;
/** Makes a table from lists of phrases, parted by commas and written as `wordsOf` leaves them. */
export function phrasesOf(lists) {
    const table = new Map();
    // The keys of a literal are exactly its meanings; TypeScript types them as any text.
    for (const [meaning, list] of Object.entries(lists)) {
        for (const phrase of list.split(',').filter(Boolean))
            table.set(phrase.trim(), meaning);
    }
    return table;
}
/** What each stretch of the words means, the longest phrase first; a word in no phrase is `undefined`. */
export function readPhrases(words, table) {
    const meanings = [];
    for (let at = 0; at < words.length;) {
        const length = findLongest(words, at, table);
        meanings.push(length > 0 ? table.get(words.slice(at, at + length).join(' ')) : undefined);
        at += Math.max(length, 1);
    }
    return meanings;
}
function findLongest(words, at, table) {
    for (let length = Math.min(LONGEST_PHRASE_WORDS, words.length - at); length > 0; length--) {
        if (table.has(words.slice(at, at + length).join(' ')))
            return length;
    }
    return 0;
}
