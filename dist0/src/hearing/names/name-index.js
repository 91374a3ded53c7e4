import { PairFilter } from './pair-filter.js';
import { phonemeNumbers } from './phonemes.js';
import { Trie } from './trie.js';
/** The distinct names of one kind: how they are written, how often they occur, how they sound. */
export class Names {
    written = [];
    bearers = [];
    trie = new Trie();
    #numbers = new Map();
    /** The number of a name; -1 when it is not there. */
    find(name) {
        return this.#numbers.get(name) ?? -1;
    }
    /** The number of a name, which is added when it is new. */
    take(name, bearers) {
        const known = this.#numbers.get(name);
        const number = known ?? this.written.push(name) - 1;
        if (known === undefined)
            this.#numbers.set(name, number);
        this.bearers[number] = (this.bearers[number] ?? 0) + bearers;
        return { number, isNew: known === undefined };
    }
}
/** What taking one name for another costs, in hundredths of a wrong phoneme. */
const nicknamePenalty = 45;
const firstPartPenalty = 55;
const onePartPenalty = 85;
/** People of other names whom a directory is taken to have beside its own, when it is asked how common a name is. */
const UNCOUNTED = 1000;
/**
 * All distinct given and family names with their sounds, and which pairs of them occur. Given names are kept from the
 * first phoneme on, family names from the last one back: a heard name is eaten from both ends.
 */
export class NameIndex {
    givens = new Names();
    families = new Names();
    pairs = new PairFilter();
    clients = 0;
    pronounce;
    #nicknames;
    constructor(pronounce, nicknames) {
        this.pronounce = pronounce;
        this.#nicknames = nicknames;
    }
    /** Takes a name in, by its key, with the number of clients who bear it. */
    add(key, bearers = 1) {
        const { given, family } = cutKey(key);
        const [g, f] = [this.givens.take(given, bearers), this.families.take(family, bearers)];
        if (g.isNew)
            this.#addGiven(g.number);
        if (f.isNew)
            this.#addFamily(f.number);
        this.pairs.add(g.number, f.number);
        this.clients += bearers;
    }
    /** The key of a pair: "john smith". */
    keyOf(given, family) {
        return `${this.givens.written[given] ?? ''} ${this.families.written[family] ?? ''}`.trimStart();
    }
    /**
     * How many would bear both names if the two were drawn by lot. A few people say little about how common a name is, so
     * a small directory's names count as rare: on file together with many others, no name heard exactly is a chance.
     */
    chanceOf(given, family) {
        const drawn = this.clients + UNCOUNTED;
        const [g, f] = [this.givens.bearers[given] ?? 0, this.families.bearers[family] ?? 0];
        return (this.clients * g * f) / (drawn * drawn);
    }
    /** The same for a key; 0 when one of its names is new here. */
    chanceOfKey(key) {
        const { given, family } = cutKey(key);
        return this.clients === 0 ? 0 : this.chanceOf(this.givens.find(given), this.families.find(family));
    }
    /** Whether two names, by their keys, can be said alike. */
    soundSame(a, b) {
        return a === b || this.soundsOf(a).some((way) => this.soundsOf(b).includes(way));
    }
    /** All the ways to say the name of a key. */
    soundsOf(key) {
        const { given, family } = cutKey(key);
        const families = sayCompound(this.pronounce, family);
        return sayCompound(this.pronounce, given).flatMap((first) => families.map((last) => first + last));
    }
    #addGiven(number) {
        const name = this.givens.written[number] ?? '';
        const add = (text, penalty) => {
            for (const sounds of sayCompound(this.pronounce, text))
                this.givens.trie.add(phonemeNumbers(sounds), number, penalty);
        };
        add(name, 0);
        if (name === '')
            return;
        for (const other of this.#nicknames(name))
            add(other, nicknamePenalty);
        const dash = name.indexOf('-');
        if (dash > 0)
            add(name.slice(0, dash), firstPartPenalty);
    }
    #addFamily(number) {
        const name = this.families.written[number] ?? '';
        const add = (text, penalty) => {
            for (const sounds of sayCompound(this.pronounce, text))
                if (sounds !== '')
                    this.families.trie.add(phonemeNumbers(sounds).reverse(), number, penalty);
        };
        add(name, 0);
        if (name.includes('-'))
            for (const part of name.split('-'))
                add(part, onePartPenalty);
    }
}
/** "mary-ann smith" in its two names; the given one may be empty. */
export function cutKey(key) {
    const space = key.indexOf(' ');
    return { given: key.slice(0, Math.max(space, 0)), family: key.slice(space + 1) };
}
/** The pronunciations of "wade-johnson": those of its parts, joined; at most four. */
export function sayCompound(pronounce, name) {
    if (name === '')
        return [''];
    let ways = [''];
    for (const part of name.split('-'))
        ways = ways.flatMap((way) => pronounce(part).map((sounds) => way + sounds)).slice(0, 4);
    return ways;
}
