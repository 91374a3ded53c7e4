/** 4 MB, however many clients: a Bloom filter of 2^25 bits. With a million pairs it errs once in about 6,000 times. */
const bits = 2 ** 25;
const hashes = 4;
/**
 * Which pairs of a given and a family name occur. It may say yes to a pair that does not, never no to one that does:
 * the database has the last word.
 */
export class PairFilter {
    #words = new Uint32Array(bits / 32);
    add(given, family) {
        let hash = mix(given, family);
        for (let at = 0; at < hashes; at++) {
            const word = hash >>> 12;
            this.#words[word] = (this.#words[word] ?? 0) | (1 << (hash >>> 7));
            hash = Math.imul(hash, 0x9e3779b1) + 0x7f4a7c15;
            hash ^= hash >>> 15;
        }
    }
    has(given, family) {
        let hash = mix(given, family);
        for (let at = 0; at < hashes; at++) {
            if (((this.#words[hash >>> 12] ?? 0) & (1 << (hash >>> 7))) === 0)
                return false;
            hash = Math.imul(hash, 0x9e3779b1) + 0x7f4a7c15;
            hash ^= hash >>> 15;
        }
        return true;
    }
}
/** Spreads the two numbers over 32 bits. */
function mix(given, family) {
    let hash = Math.imul(given + 1, 0x85ebca6b) ^ Math.imul(family + 1, 0xc2b2ae35);
    hash ^= hash >>> 16;
    hash = Math.imul(hash, 0x7feb352d);
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x846ca68b);
    return hash ^ (hash >>> 16);
}
