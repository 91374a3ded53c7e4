/** More names than this fit nothing well; the rest is left out. A place among them fits in 16 bits. */
const MOST_NAMES = 6_000;
/** Dearer than any name that is looked for. */
export const UNREACHED = 30_000;
/** For names that may fit, the cost of hearing each of them in the first j phonemes, for every j. */
export class Alignments {
    names = [];
    width;
    #rows;
    #places = new Map();
    constructor(width) {
        this.width = width;
        this.#rows = new Int32Array(width * 64);
    }
    /** What the name at this place costs in the first `j` phonemes. */
    cost(place, j) {
        return this.#rows[place * this.width + j] ?? 0;
    }
    /** Takes the cells `low` to `high` of a row in; a name that can be said in several ways keeps the cheapest. */
    add(name, rows, start, low, high, penalty) {
        const place = this.#places.get(name) ?? this.#append(name);
        if (place === undefined)
            return;
        const to = place * this.width;
        for (let j = low; j <= high; j++) {
            const cost = (rows[start + j] ?? 0) + penalty;
            if (cost < (this.#rows[to + j] ?? 0))
                this.#rows[to + j] = cost;
        }
    }
    #append(name) {
        const place = this.names.length;
        if (place >= MOST_NAMES)
            return undefined;
        const to = place * this.width;
        if (to + this.width > this.#rows.length)
            this.#grow();
        this.#rows.fill(UNREACHED, to, to + this.width);
        this.#places.set(name, place);
        this.names.push(name);
        return place;
    }
    #grow() {
        const larger = new Int32Array(this.#rows.length * 2);
        larger.set(this.#rows);
        this.#rows = larger;
    }
    /** For each j, the least that any of the names costs. */
    least() {
        const least = new Int32Array(this.width).fill(UNREACHED);
        for (let place = 0; place < this.names.length; place++)
            for (let j = 0; j < this.width; j++)
                least[j] = Math.min(least[j] ?? 0, this.cost(place, j));
        return least;
    }
    /** The places of all names that cost at most `bound` at `j`, cheapest first, each as cost * 65536 + place. */
    cheapest(j, bound) {
        const found = [];
        for (let place = 0; place < this.names.length; place++) {
            const cost = this.cost(place, j);
            if (cost <= bound)
                found.push(cost * 65_536 + place);
        }
        return Uint32Array.from(found).sort();
    }
}
